#include "matrix/matrix_question.h"

#include <algorithm>
#include <charconv>

#include "web/body_fields.h"

namespace tally::matrix {

namespace {

// One element of a list in a query, its values in the order they were sent.
using Element = std::vector<std::pair<std::string, std::string>>;

const std::string* find(const Element& element, std::string_view key) {
    for (const auto& [name, value] : element) {
        if (name == key) return &value;
    }
    return nullptr;
}

bool is_true(const Element& element, std::string_view key) {
    const auto* value = find(element, key);
    return value != nullptr && *value == "true";
}

std::optional<std::string> text(const Element& element, std::string_view key) {
    const auto* value = find(element, key);
    return value == nullptr || web::is_blank(*value) ? std::nullopt : std::optional(*value);
}

// The key of `name[][key]` or of the flat form `name[]key`; nothing for other parameters.
std::optional<std::string> key_of(std::string_view parameter, std::string_view name) {
    if (parameter.substr(0, name.size()) != name) return std::nullopt;
    parameter.remove_prefix(name.size());
    if (parameter.substr(0, 2) != "[]" || parameter.size() < 3) return std::nullopt;
    parameter.remove_prefix(2);
    if (parameter.front() == '[' && parameter.back() == ']') {
        parameter = parameter.substr(1, parameter.size() - 2);
    }
    return std::string(parameter);
}

// A key that the current element has already begins the next one.
std::vector<Element> read_elements(const web::Query& query, std::string_view name) {
    std::vector<Element> all;
    for (const auto& [parameter, value] : query) {
        const auto key = key_of(parameter, name);
        if (!key) continue;
        if (all.empty() || find(all.back(), *key) != nullptr) all.emplace_back();
        all.back().emplace_back(*key, value);
    }
    return all;
}

// Some clients sort their parameters by name, so that elements fall apart. When every element must have had
// every key, the n-th values belong together.
std::vector<Element> paired(const web::Query& query, std::string_view name, std::vector<Element> read) {
    const auto has_name = [](const Element& element) { return find(element, "pacticipant") != nullptr; };
    if (std::all_of(read.begin(), read.end(), has_name)) return read;
    std::vector<std::pair<std::string, std::vector<std::string>>> by_key;
    for (const auto& [parameter, value] : query) {
        const auto key = key_of(parameter, name);
        if (!key) continue;
        auto known = std::find_if(by_key.begin(), by_key.end(),
                                  [&](const auto& entry) { return entry.first == *key; });
        if (known == by_key.end()) known = by_key.insert(by_key.end(), {*key, {}});
        known->second.push_back(value);
    }
    const auto count = static_cast<std::size_t>(std::count_if(read.begin(), read.end(), has_name));
    std::vector<Element> all(count);
    for (const auto& [key, values] : by_key) {
        if (values.size() != count) return read;
        for (std::size_t i = 0; i < count; ++i) all[i].emplace_back(key, values[i]);
    }
    return all;
}

VersionSelector read_selector(const Element& element, std::vector<std::string>& errors) {
    VersionSelector selector;
    selector.pacticipant = text(element, "pacticipant").value_or("");
    selector.version = text(element, "version");
    selector.tag = text(element, "tag");
    selector.branch = text(element, "branch");
    selector.environment = text(element, "environment");
    selector.main_branch = is_true(element, "mainBranch");
    selector.latest = is_true(element, "latest");
    if (selector.pacticipant.empty()) {
        errors.emplace_back("each selector must name a pacticipant: q[][pacticipant]=NAME");
        return selector;
    }
    const auto& name = selector.pacticipant;
    if (selector.version && selector.latest) {
        errors.push_back("the selector of " + name + " has both a version and latest=true; use one of them");
    }
    if (selector.latest && selector.environment) {
        errors.push_back("the selector of " + name +
                         " has both an environment and latest=true; use one of them");
    }
    const int ways = (selector.tag ? 1 : 0) + (selector.branch ? 1 : 0) + (selector.environment ? 1 : 0) +
                     (selector.main_branch ? 1 : 0);
    if (ways > 1) {
        errors.push_back("the selector of " + name +
                         " has more than one of tag, branch, mainBranch and environment");
    }
    return selector;
}

LatestBy read_latest_by(const std::string& text, std::vector<std::string>& errors) {
    if (text == "cvpv") return LatestBy::cvpv;
    if (text == "cvp") return LatestBy::cvp;
    if (text == "cp") return LatestBy::cp;
    if (!text.empty()) errors.push_back("latestby must be one of cvpv, cvp and cp, but is '" + text + "'");
    return LatestBy::none;
}

std::optional<bool> read_success(const std::string& text) {
    return text == "true" || text == "false" ? std::optional(text == "true") : std::nullopt;
}

std::optional<std::int64_t> read_limit(const std::string& text, std::vector<std::string>& errors) {
    std::int64_t limit = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), limit);
    if (error == std::errc{} && end == text.data() + text.size() && limit >= 1) return limit;
    errors.push_back("limit must be a whole number, 1 or greater, but is '" + text + "'");
    return std::nullopt;
}

Target read_target(const web::Query& query, std::vector<std::string>& errors) {
    const auto value = [&](std::string_view name) {
        const auto found = query.find(name);
        return found && !web::is_blank(*found) ? found : std::nullopt;
    };
    Target target;
    target.tag = value("tag");
    target.environment = value("environment");
    target.main_branch = query.find("mainBranch") == "true";
    target.latest = query.find("latest") == "true";
    if ((target.tag ? 1 : 0) + (target.environment ? 1 : 0) + (target.main_branch ? 1 : 0) > 1) {
        errors.emplace_back("only one of tag, environment and mainBranch can be given");
    }
    if (target.latest && target.environment) {
        errors.emplace_back("latest=true and environment exclude each other");
    }
    return target;
}

}  // namespace

bool MatrixQuestion::is_browsing() const {
    return !target.is_given() && std::all_of(selectors.begin(), selectors.end(),
                                             [](const auto& selector) { return selector.names_only(); });
}

MatrixQuestion read_matrix_question(const web::Query& query, std::vector<std::string>& errors) {
    MatrixQuestion question;
    for (const auto& element : paired(query, "q", read_elements(query, "q"))) {
        question.selectors.push_back(read_selector(element, errors));
    }
    question.target = read_target(query, errors);
    question.latest_by = read_latest_by(query.find("latestby").value_or(""), errors);
    for (const auto& [name, value] : query) {
        if (name == "success[]" || name == "success") question.success.push_back(read_success(value));
    }
    if (const auto limit = query.find("limit"); limit && !limit->empty()) {
        question.limit = read_limit(*limit, errors);
    }
    question.ignored = read_ignored(query);
    return question;
}

std::vector<IgnoreSelector> read_ignored(const web::Query& query) {
    std::vector<IgnoreSelector> all;
    for (const auto& name : query.all("ignore[]")) {
        if (!web::is_blank(name)) all.push_back({name});
    }
    for (const auto& element : paired(query, "ignore", read_elements(query, "ignore"))) {
        if (const auto name = text(element, "pacticipant")) all.push_back({*name, text(element, "version")});
    }
    return all;
}

}  // namespace tally::matrix
