#include "reporting/repeated_differences.h"

#include <map>
#include <utility>

#include "model/path_expression.h"

namespace tally::reporting {

namespace {

using matching::Mismatch;
using matching::MismatchKind;
using model::AnyIndex;
using model::Index;
using model::PathExpression;

// Without the values it speaks of: quoted texts and numbers.
std::string wording(const std::string& sentence) {
    std::string words;
    bool quoted = false;
    for (const char c : sentence) {
        if (c == '\'') quoted = !quoted;
        const bool number = (c >= '0' && c <= '9') || c == '.' || c == '-';
        if (!quoted && !number) words += c;
    }
    return words;
}

PathExpression without_positions(PathExpression path) {
    for (auto& step : path.steps) {
        if (std::holds_alternative<Index>(step)) step = AnyIndex{};
    }
    return path;
}

// `path` with [*] where the other, of the same form, has another position.
void widen(PathExpression& path, const PathExpression& other) {
    for (std::size_t i = 0; i < path.steps.size(); ++i) {
        if (path.steps[i] != other.steps[i]) path.steps[i] = AnyIndex{};
    }
}

}  // namespace

std::vector<RepeatedDifference> fold_repeated(const std::vector<const Mismatch*>& differences) {
    struct Place {
        std::size_t number;
        PathExpression path;
    };
    std::vector<RepeatedDifference> folded;
    std::map<std::string, Place> known;
    for (const Mismatch* difference : differences) {
        auto path = model::parse_path(difference->location);
        const auto general = path ? without_positions(*path) : PathExpression();
        if (difference->kind != MismatchKind::body || !path || general == *path) {
            folded.push_back({difference, 0, ""});
            continue;
        }
        const bool by_rule = !difference->rule.empty();
        const std::string key = model::to_text(general) + "\n" + difference->rule + "\n" +
                                (by_rule ? wording(difference->sentence) : difference->sentence);
        const auto [found, is_new] = known.try_emplace(key, Place{folded.size(), *path});
        if (is_new) {
            folded.push_back({difference, 0, ""});
            continue;
        }
        widen(found->second.path, *path);
        auto& all = folded[found->second.number];
        ++all.more;
        all.places = model::to_text(found->second.path);
    }
    return folded;
}

}  // namespace tally::reporting
