#include "conformance/oracle/verdict.h"

#include <utility>

namespace tally::conformance {

Verdict holds() {
    return {};
}

Verdict differs(std::string reason) {
    return {Outcome::differs, std::move(reason)};
}

Verdict documented(std::string_view title) {
    return {Outcome::documented, std::string(title)};
}

Verdict left_out(std::string reason) {
    return {Outcome::left_out, std::move(reason)};
}

Verdict compare(const json::Value& recorded, const json::Value& ours) {
    if (recorded == ours) return holds();
    return differs("recorded " + json::to_text(recorded) + ", ours " + json::to_text(ours));
}

Verdict compare(bool recorded, bool ours, std::string_view what) {
    if (recorded == ours) return holds();
    const auto told = [&](bool is) { return (is ? "" : "not ") + std::string(what); };
    return differs("recorded: " + told(recorded) + ", ours: " + told(ours));
}

}  // namespace tally::conformance
