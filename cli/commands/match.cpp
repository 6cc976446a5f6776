#include "cli/commands/match.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/files.h"
#include "base/text.h"
#include "checking/message_text.h"
#include "checking/nearest_interaction.h"
#include "checking/published_case.h"
#include "cli/command_line.h"
#include "cli/console.h"
#include "cli/output_format.h"
#include "format/read_contract.h"
#include "reporting/mismatch_list.h"

namespace tally::cli {

namespace {

using checking::Comparison;
using matching::Mismatches;

const std::vector<std::string> kForms = {"text", "json"};

struct MatchOptions {
    std::string case_file, contract, interaction, request, response, message, output;
    bool strict_compat = false, no_colour = false;
};

ExitCode wrong_usage(const std::string& what, const std::string& remedy) {
    print_usage_error(what, remedy);
    return ExitCode::usage;
}

ExitCode unreadable(const Error& error) {
    print_error(error);
    return ExitCode::could_not_find_out;
}

ExitCode verdict(bool matches) {
    return matches ? ExitCode::yes : ExitCode::no;
}

void print_json(json::Object result) {
    print(json::to_pretty_text(std::move(result)) + "\n");
}

ExitCode match_case(const MatchOptions& options) {
    const auto origin = checking::case_origin(options.case_file);
    if (!origin) {
        return wrong_usage(
            "the folders of '" + options.case_file + "' do not say the version and the part",
            "keep those of the published cases: v3/request/body/CASE.json; or use --contract FILE");
    }
    const auto text = files::read(options.case_file, format::kMaxContractBytes);
    if (!text) return unreadable(text.error());
    const auto compared = checking::compare_case(*text, options.case_file, *origin, options.strict_compat);
    if (!compared) return unreadable(compared.error());

    const Mismatches& mismatches = compared->mismatches;
    const bool matches = mismatches.empty();
    const bool agreed = matches == compared->should_match;
    if (options.output == "json") {
        print_json({{"matches", matches},
                    {"case", origin->id},
                    {"case_says", compared->should_match},
                    {"comment", compared->comment},
                    {"differences", reporting::mismatch_list_json(mismatches)}});
        return verdict(matches);
    }
    const reporting::Style style{wants_colour(options.no_colour)};
    print(style.strong(reporting::one_line(origin->id)) + ": " +
          (matches ? style.good("matches") : style.bad(text::counted(mismatches.size(), "difference"))) +
          (agreed ? ", as the case says" : ", but the case says otherwise") + "\n" +
          reporting::mismatch_list_text(mismatches, style));
    return verdict(matches);
}

// The text of a file, read as the part it is.
template <class Part, class Read>
Result<void> read_part(const std::string& file, std::optional<Part>& part, Read read) {
    if (file.empty()) return {};
    const auto text = files::read(file, format::kMaxContractBytes);
    if (!text) return text.error();
    auto parsed = read(*text, file);
    if (!parsed) return parsed.error();
    part = std::move(*parsed);
    return {};
}

// What the files are decides which interactions can be meant.
Result<checking::Kind> kind_of_sample(const MatchOptions& options) {
    if (!options.message.empty()) return checking::Kind::message;
    for (const std::string& file : {options.request, options.response}) {
        if (file.empty()) continue;
        const auto text = files::read(file, format::kMaxContractBytes);
        if (!text) return text.error();
        if (checking::looks_like_message(*text)) return checking::Kind::synchronous_message;
    }
    return checking::Kind::http;
}

Result<checking::Sample> read_sample(const MatchOptions& options, checking::Kind kind,
                                     model::SpecVersion version) {
    checking::Sample sample;
    sample.kind = kind;
    const auto as_request = [version](const auto& text, const auto& name) {
        return checking::request_from_text(text, name, version);
    };
    const auto as_response = [version](const auto& text, const auto& name) {
        return checking::response_from_text(text, name, version);
    };
    const auto as_message = [version](const auto& text, const auto& name) {
        return checking::message_from_text(text, name, version);
    };
    const bool is_http = kind == checking::Kind::http;
    auto request = is_http ? read_part(options.request, sample.request, as_request)
                           : read_part(options.request, sample.message_request, as_message);
    if (!request) return request.error();
    auto response = is_http ? read_part(options.response, sample.response, as_response)
                            : read_part(options.response, sample.message_response, as_message);
    if (!response) return response.error();
    auto message = read_part(options.message, sample.message, as_message);
    if (!message) return message.error();
    return sample;
}

std::string part_text(const std::string& part, const Mismatches& mismatches, const reporting::Style& style) {
    return part + ": " +
           (mismatches.empty() ? style.good("matches")
                               : style.bad(text::counted(mismatches.size(), "difference"))) +
           "\n" + reporting::mismatch_list_text(mismatches, style);
}

void print_comparison(const MatchOptions& options, const Comparison& comparison, std::size_t candidates) {
    const std::string id = model::short_id(*comparison.interaction);
    if (options.output == "json") {
        json::Object result{
            {"matches", comparison.matches()},
            {"interaction", json::Object{{"description", comparison.interaction->description}, {"id", id}}}};
        if (!options.request.empty())
            result.set("request", reporting::mismatch_list_json(comparison.request));
        if (!options.response.empty())
            result.set("response", reporting::mismatch_list_json(comparison.response));
        if (!options.message.empty())
            result.set("message", reporting::mismatch_list_json(comparison.message));
        return print_json(std::move(result));
    }
    const reporting::Style style{wants_colour(options.no_colour)};
    std::string text = "interaction " +
                       style.strong(reporting::in_quotes(comparison.interaction->description)) + " (" +
                       reporting::one_line(id) + ")";
    if (!comparison.request.empty() && candidates > 1)
        text += ", the nearest of " + std::to_string(candidates) + " interactions";
    text += "\n";
    if (!options.request.empty()) text += part_text("request", comparison.request, style);
    if (!options.response.empty()) text += part_text("response", comparison.response, style);
    if (!options.message.empty()) text += part_text("message", comparison.message, style);
    print(text);
}

ExitCode match_contract(const MatchOptions& options) {
    const auto read = format::read_contract_file(options.contract);
    if (!read) return unreadable(read.error());
    const model::Contract& contract = read->contract;
    const auto kind = kind_of_sample(options);
    if (!kind) return unreadable(kind.error());
    const std::string noun(checking::kind_text(*kind));
    const auto candidates = checking::find_interactions(contract, options.interaction, *kind);
    if (candidates.empty() && !options.interaction.empty()) {
        std::vector<std::string> names;
        for (const auto* one : checking::find_interactions(contract, "", *kind))
            names.push_back(one->description);
        const std::string near = text::nearest(options.interaction, names);
        return wrong_usage(options.contract + ": there is no " + noun + " '" + options.interaction + "'",
                           near.empty() ? "give its description, key or id" : "'" + near + "'");
    }
    if (candidates.empty()) {
        return wrong_usage(options.contract + ": the contract has no " + noun,
                           "give a contract that has one");
    }
    if (options.request.empty() && candidates.size() > 1) {
        // Some interaction asks for little, and then nearly every response or message would match
        const bool is_message = *kind == checking::Kind::message;
        return wrong_usage(options.contract + ": it is not clear which of " +
                               std::to_string(candidates.size()) + " interactions the " +
                               (is_message ? "message" : "response") + " belongs to",
                           "--interaction " + reporting::in_quotes(candidates.front()->description, 80) +
                               (is_message ? "" : ", or add --request FILE"));
    }
    const auto sample = read_sample(options, *kind, contract.version);
    if (!sample) return unreadable(sample.error());

    matching::Settings settings;
    settings.version = contract.version;
    settings.strict_compat = options.strict_compat;
    const Comparison comparison = checking::compare_with_nearest(candidates, *sample, settings);
    print_comparison(options, comparison, candidates.size());
    return verdict(comparison.matches());
}

ExitCode run(const MatchOptions& options) {
    if (!is_known_form(options.output, kForms)) return ExitCode::usage;
    const bool with_contract = !options.contract.empty();
    const bool with_exchange = !options.request.empty() || !options.response.empty();
    const bool with_sample = with_exchange || !options.message.empty();
    if (!options.case_file.empty()) {
        if (with_contract || with_sample || !options.interaction.empty())
            return wrong_usage("a case has everything in it and takes no other file", "leave one of the two");
        return match_case(options);
    }
    if (!with_contract)
        return wrong_usage("there is nothing to match", "--contract FILE --request FILE, or one case");
    if (!with_sample)
        return wrong_usage("there is nothing to match the contract with",
                           "--request FILE, --response FILE or --message FILE");
    if (with_exchange && !options.message.empty())
        return wrong_usage("a message has neither a request nor a response", "leave one of the two");
    return match_contract(options);
}

}  // namespace

Command add_match(CLI::App& app) {
    auto options = std::make_shared<MatchOptions>();
    CLI::App& command = *app.add_subcommand(
        "match", "Compare a request, response or message with an interaction of a contract");
    command.group("Commands");
    set_up_help(
        command,
        "A request or response is HTTP as text (\"GET /x HTTP/1.1\" or \"HTTP/1.1 200 OK\", headers, an\n"
        "empty line, the body), or a JSON object with the members it would have in the contract. Without\n"
        "--interaction the one whose request is nearest is taken. A message is a JSON object with "
        "\"contents\"\n"
        "and \"metadata\"; the two sides of a synchronous message are given so as request and response.\n\n" +
            exit_code_help("it matches", "it differs", false) +
            "\nExample:\n  contract match --contract shop.json --interaction \"a search\" --response "
            "answer.txt");
    command.add_option("CASE", options->case_file, "A case of the published specification");
    command.add_option("--contract", options->contract, "The contract file")->option_text("FILE");
    command.add_option("--interaction", options->interaction, "Its description, key or id")
        ->option_text("NAME");
    command.add_option("--request", options->request, "The request that came")->option_text("FILE");
    command.add_option("--response", options->response, "The response that came")->option_text("FILE");
    command.add_option("--message", options->message, "The message that came")->option_text("FILE");
    command.add_flag("--strict-compat", options->strict_compat,
                     "Decide as the reference implementation does, wherever\nours deviates");
    add_output_option(command, options->output, kForms);
    command.add_flag("--no-color,--no-colour", options->no_colour, "No colours on a terminal");
    return [options] { return run(*options); };
}

}  // namespace tally::cli
