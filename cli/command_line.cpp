#include "cli/command_line.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "base/text.h"
#include "cli/console.h"

namespace tally::cli {

namespace {

// Option, what it takes, and its help; nothing about types and no blank lines but between groups.
class HelpFormatter final : public CLI::Formatter {
  public:
    HelpFormatter() {
        column_width(40);
        label("Positionals", "Arguments");
        label("OPTIONS", "OPTIONS");
        label("SUBCOMMAND", "COMMAND");
    }

    std::string make_option_opts(const CLI::Option* option) const override {
        return option->get_option_text().empty() ? "" : " " + option->get_option_text();
    }

    std::string make_help(const CLI::App* app, std::string name, CLI::AppFormatMode mode) const override {
        if (mode == CLI::AppFormatMode::Sub) return make_expanded(app);
        std::string text = make_description(app) + make_usage(app, std::move(name)) + make_positionals(app);
        for (const std::string& group : app->get_groups()) {
            if (group.empty()) continue;
            const auto options = app->get_options([&group](const CLI::Option* option) {
                return option->get_group() == group && option->nonpositional();
            });
            if (!options.empty()) text += make_group(group, false, options);
        }
        return text + make_subcommands(app, mode) + "\n" + make_footer(app);
    }
};

const CLI::App& innermost(const CLI::App& app) {
    for (const CLI::App* sub : app.get_subcommands()) return innermost(*sub);
    return app;
}

std::vector<std::string> option_names(const CLI::App& app) {
    std::vector<std::string> names;
    for (const CLI::Option* option : app.get_options()) {
        for (const auto& name : option->get_lnames()) names.push_back("--" + name);
        for (const auto& name : option->get_snames()) names.push_back("-" + name);
    }
    return names;
}

// "contract" of "contract publish"; "" for a program without commands.
std::string parents_of(const CLI::App& app) {
    std::string names;
    for (const CLI::App* one = app.get_parent(); one != nullptr; one = one->get_parent()) {
        names = names.empty() ? one->get_name() : one->get_name() + " " + names;
    }
    return names;
}

std::string help_of(const CLI::App& app) {
    const std::string parents = parents_of(app);
    return (parents.empty() ? "" : parents + " ") + app.get_name() + " --help";
}

void complain_about_unknown(const CLI::App& app, const std::vector<std::string>& unknown) {
    const auto option = std::find_if(unknown.begin(), unknown.end(), [](const auto& text) {
        return text.size() > 1 && text.front() == '-' && text != "--";
    });
    if (option == unknown.end()) {
        const std::string typed = unknown.empty() ? "" : unknown.front();
        std::vector<std::string> commands;
        for (const CLI::App* sub : app.get_subcommands([](const CLI::App*) { return true; })) {
            commands.push_back(sub->get_name());
        }
        const std::string nearest = text::nearest(typed, commands);
        return print_usage_error(
            (commands.empty() ? "unexpected argument '" : "unknown command '") + typed + "'",
            nearest.empty() ? help_of(app) : nearest);
    }
    const std::string name = option->substr(0, option->find('='));
    const std::string nearest = text::nearest(name, option_names(app));
    print_usage_error("unknown option '" + name + "'", nearest.empty() ? help_of(app) : nearest);
}

// "-h: 1 required TEXT missing", "--port: At Most 1 required but received 2"
void complain_about_values(const CLI::App& app, const std::string& message) {
    const std::string option = message.substr(0, message.find(':'));
    if (message.find("At Most") != std::string::npos) {
        print_usage_error("option '" + option + "' is given more than once", "leave one");
    } else if (option == "--host") {
        print_usage_error("-h is the host and needs a value", help_of(app) + "  (there is no -h for help)");
    } else if (option == "--hostname" || option == "-h") {
        print_usage_error("-h is the provider's host name and needs a value",
                          help_of(app) + "  (there is no -h for help)");
    } else {
        print_usage_error("option '" + option + "' needs a value", help_of(app));
    }
}

}  // namespace

void set_up_help(CLI::App& app, const std::string& footer) {
    app.set_help_flag("--help", "Show this help");
    app.formatter(std::make_shared<HelpFormatter>());
    app.footer(footer);
}

std::vector<std::string> split_lists(const std::vector<std::string>& values) {
    std::vector<std::string> pieces;
    for (const auto& value : values) {
        for (const auto piece : text::split(value, ',')) {
            const auto trimmed = text::trim(piece);
            if (!trimmed.empty()) pieces.emplace_back(trimmed);
        }
    }
    return pieces;
}

std::optional<ExitCode> parse_command_line(CLI::App& app, int argc, char** argv) {
    try {
        app.parse(argc, argv);
        return std::nullopt;
    } catch (const CLI::CallForHelp&) {
        print(innermost(app).help(parents_of(innermost(app))));
        return ExitCode::yes;
    } catch (const CLI::CallForVersion& version) {
        print(std::string(version.what()) + "\n");
        return ExitCode::yes;
    } catch (const CLI::ExtrasError&) {
        const CLI::App& command = innermost(app);
        complain_about_unknown(command, command.remaining());
    } catch (const CLI::ArgumentMismatch& problem) {
        complain_about_values(innermost(app), problem.what());
    } catch (const CLI::ConversionError& problem) {
        // "Could not convert: --port = http"
        const std::string text = problem.what();
        const auto colon = text.find(": ");
        const auto equals = text.find(" = ");
        const bool known = colon != std::string::npos && equals != std::string::npos;
        print_usage_error(known ? "'" + text.substr(equals + 3) + "' is not a value that " +
                                      text.substr(colon + 2, equals - colon - 2) + " can take"
                                : text,
                          help_of(innermost(app)));
    } catch (const CLI::RequiredError& problem) {
        // Whoever misspells a required option is told of the spelling
        const CLI::App& command = innermost(app);
        const auto left = command.remaining();
        const bool misspelt = std::any_of(left.begin(), left.end(), [](const auto& text) {
            return text.size() > 1 && text.front() == '-' && text != "--";
        });
        if (misspelt) {
            complain_about_unknown(command, left);
        } else {
            print_usage_error(problem.what(), help_of(command));
        }
    } catch (const CLI::ParseError& problem) {
        print_usage_error(problem.what(), help_of(innermost(app)));
    }
    return ExitCode::usage;
}

}  // namespace tally::cli
