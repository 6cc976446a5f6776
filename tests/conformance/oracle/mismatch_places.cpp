#include "conformance/oracle/mismatch_places.h"

#include "base/text.h"
#include "conformance/oracle/members.h"
#include "model/path_expression.h"

namespace tally::conformance {
namespace {

std::string canonical_location(const json::Value& mismatch) {
    if (const auto path = find_text(mismatch, "path")) {
        const Result<model::PathExpression> parsed = model::parse_path(*path);
        return parsed ? model::to_text(*parsed) : *path;
    }
    return text_of(mismatch, "parameter") + text::lower(text_of(mismatch, "key"));
}

}  // namespace

std::string place_of_mismatch(const json::Value& mismatch, Detail detail) {
    return text_of(mismatch, "type") + (detail == Detail::places ? ' ' + canonical_location(mismatch) : "");
}

}  // namespace tally::conformance
