#include "conformance/step_table.h"

#include <optional>

#include "base/regex.h"
#include "base/text.h"

namespace tally::conformance {
namespace {

std::optional<StepGroups> groups_of(const StepMeaning& meaning, const Step& step) {
    const Result<Regex> pattern = Regex::compile_cached("^(?:" + std::string(meaning.pattern) + ")$");
    if (!pattern) return std::nullopt;
    const auto found = pattern->first_in(step.text);
    if (!found || !*found) return std::nullopt;
    StepGroups groups;
    for (const auto& group : (*found)->groups) groups.push_back(text::replace_all(group.value_or(""), "\\\"", "\""));
    return groups;
}

}  // namespace

bool knows_step(const std::vector<StepMeaning>& meanings, const Step& step) {
    for (const StepMeaning& meaning : meanings) {
        if (groups_of(meaning, step)) return true;
    }
    return false;
}

std::string run_step(const std::vector<StepMeaning>& meanings, const Step& step) {
    for (const StepMeaning& meaning : meanings) {
        if (const auto groups = groups_of(meaning, step)) return meaning.run(*groups, step);
    }
    return "the step is not known";
}

}  // namespace tally::conformance
