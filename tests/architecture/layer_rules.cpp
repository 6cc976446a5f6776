#include "architecture/layer_rules.h"

#include <algorithm>
#include <optional>

#include "architecture/source_text.h"
#include "base/files.h"
#include "base/text.h"

namespace tally::architecture {

namespace {

constexpr std::string_view kIncludeRoots[] = {"lib/src/", "lib/include/", "broker/", ""};

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    for (const std::string_view word : text::split(text, ' ')) {
        if (!word.empty()) words.emplace_back(word);
    }
    return words;
}

// Comments dropped, continued lines joined.
std::vector<std::string> statements_of(std::string_view text) {
    std::vector<std::string> statements;
    for (const std::string_view line : text::split(text, '\n')) {
        if (text::trim(line).empty() || line.front() == '#') continue;
        if (line.front() == ' ' && !statements.empty()) {
            statements.back() += line;
        } else {
            statements.emplace_back(line);
        }
    }
    return statements;
}

const Layer* find_layer(const Law& law, std::string_view name) {
    for (const Layer& layer : law.layers) {
        if (layer.name == name) return &layer;
    }
    return nullptr;
}

// "broker/links" covers broker/links.h, broker/links.cpp and everything in a folder of that name.
bool covers(std::string_view path, std::string_view file) {
    if (path == "*.cpp") return file.ends_with(".cpp");
    return file.starts_with(path) && file.size() > path.size() &&
           (file[path.size()] == '/' || file[path.size()] == '.');
}

const Layer* layer_of(const Law& law, std::string_view file) {
    const Layer* best = nullptr;
    std::size_t best_size = 0;
    for (const Layer& layer : law.layers) {
        for (const std::string& path : layer.paths) {
            if (!covers(path, file) || path.size() < best_size) continue;
            best = &layer;
            best_size = path.size();
        }
    }
    return best;
}

const HeaderOwners* owners_of(const Law& law, std::string_view header) {
    for (const HeaderOwners& rule : law.headers) {
        for (const std::string& prefix : rule.prefixes) {
            if (header == prefix || (prefix.ends_with('/') && header.starts_with(prefix))) return &rule;
        }
    }
    return nullptr;
}

std::optional<std::string> resolve(const std::filesystem::path& root, std::string_view header) {
    for (const std::string_view from : kIncludeRoots) {
        const std::string file = std::string(from) + std::string(header);
        if (std::filesystem::is_regular_file(root / file)) return file;
    }
    return std::nullopt;
}

bool contains(const std::vector<std::string>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

// What is wrong with one include, or "".
class IncludeCheck {
  public:
    IncludeCheck(const std::filesystem::path& root, const Law& law, const std::string& file,
                 const Layer& layer)
        : root_(root), law_(law), file_(file), layer_(layer) {}

    std::string problem_of(const Include& include) const {
        for (const std::string_view step : text::split(include.header, '/')) {
            if (step == "." || step == "..")
                return "includes are written from the source root (" + include.header + ")";
        }
        if (include.header == "regex") return "<regex> crashes on text from outside; use base/regex.h";
        const std::optional<std::string> target = resolve(root_, include.header);
        if (target)
            return include.quoted ? project_problem(include, *target)
                                  : "project headers are included with quotes";
        if (include.quoted) return "there is no header \"" + include.header + "\" in lib, broker or cli";
        if (is_standard_header(include.header)) return "";
        return foreign_problem(include);
    }

  private:
    std::string project_problem(const Include& include, const std::string& target) const {
        const Layer* other = layer_of(law_, target);
        if (other == nullptr) return target + " is in no layer";
        if (other == &layer_ || contains(layer_.may_include, other->name)) return "";
        return layer_.name + " may not include " + other->name + " (" + include.header + ")";
    }

    std::string foreign_problem(const Include& include) const {
        const HeaderOwners* rule = owners_of(law_, include.header);
        if (rule == nullptr) return "<" + include.header + "> has no owner";
        for (const std::string& owner : rule->owners) {
            if (covers(owner, file_)) return "";
        }
        return "<" + include.header + "> belongs to " + text::join(rule->owners, ", ");
    }

    const std::filesystem::path& root_;
    const Law& law_;
    const std::string& file_;
    const Layer& layer_;
};

std::vector<std::string> breaches_in(const std::filesystem::path& root, const Law& law,
                                     const std::string& file) {
    const Layer* layer = layer_of(law, file);
    if (layer == nullptr) return {file + ": is in no layer"};
    const Result<std::string> text = files::read(root / file, 16 * 1024 * 1024);
    if (!text) return {text.error().text()};

    std::vector<std::string> breaches;
    const auto add = [&](std::size_t line, const std::string& problem) {
        breaches.push_back(file + ":" + std::to_string(line) + ": " + problem);
    };
    const std::string code = without_comments(*text);
    const IncludeCheck check(root, law, file, *layer);
    for (const Include& include : includes_of(code)) {
        if (const std::string problem = check.problem_of(include); !problem.empty())
            add(include.line, problem);
    }
    for (const std::string_view word : {"std::regex", "std::basic_regex", "std::wregex"}) {
        for (const std::size_t line : lines_with(code, word)) {
            add(line, std::string(word) + " crashes on text from outside; use base/regex.h");
        }
    }
    return breaches;
}

}  // namespace

Law read_law(std::string_view text) {
    Law law;
    for (const std::string& statement : statements_of(text)) {
        const std::vector<std::string_view> parts = text::split(statement, ':');
        const std::vector<std::string> head = words_of(parts[0]);
        if (parts.size() == 3 && head.size() == 2 && head[0] == "layer") {
            law.layers.push_back({head[1], words_of(parts[1]), words_of(parts[2])});
        } else if (parts.size() == 2 && head.size() > 1 && head[0] == "header") {
            law.headers.push_back({{head.begin() + 1, head.end()}, words_of(parts[1])});
        } else {
            law.mistakes.push_back("cannot read: " + statement);
        }
    }
    for (const Layer& layer : law.layers) {
        for (const std::string& name : layer.may_include) {
            if (find_layer(law, name) == nullptr)
                law.mistakes.push_back(layer.name + ": no layer is called " + name);
        }
    }
    return law;
}

std::vector<std::string> source_files(const std::filesystem::path& root) {
    std::vector<std::string> found;
    for (const std::string_view folder : {"lib", "broker", "cli"}) {
        for (const std::string_view ending : {".h", ".cpp"}) {
            const auto paths = files::list_recursively(root / folder, ending);
            if (!paths) continue;
            for (const std::filesystem::path& path : *paths)
                found.push_back(path.lexically_relative(root).generic_string());
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

std::vector<std::string> find_breaches(const std::filesystem::path& root, const Law& law) {
    std::vector<std::string> breaches = law.mistakes;
    for (const std::string& file : source_files(root)) {
        for (std::string& breach : breaches_in(root, law, file)) breaches.push_back(std::move(breach));
    }
    return breaches;
}

}  // namespace tally::architecture
