#include "conformance/oracle/same_body.h"

#include <algorithm>

#include "base/json.h"
#include "base/xml.h"
#include "http/content_type.h"

namespace tally::conformance {
namespace {

// The same kinds at the same places.
bool have_same_shape(const json::Value& a, const json::Value& b) {
    if (a.kind() != b.kind()) return false;
    if (a.array()) {
        return std::equal(a.array()->begin(), a.array()->end(), b.array()->begin(), b.array()->end(),
                          have_same_shape);
    }
    if (!a.object()) return true;
    return a.object()->size() == b.object()->size() &&
           std::all_of(a.object()->begin(), a.object()->end(), [&](const json::Member& member) {
               const json::Value* other = b.find(member.name);
               return other && have_same_shape(member.value, *other);
           });
}

}  // namespace

bool is_same_body(std::string_view recorded, std::string_view ours, std::string_view content_type,
                  bool random) {
    if (recorded == ours) return true;
    const auto type = http::parse_content_type(content_type);
    if (type && type->is_json()) {
        const Result<json::Value> a = json::parse(recorded);
        const Result<json::Value> b = json::parse(ours);
        return a && b && (random ? have_same_shape(*a, *b) : *a == *b);
    }
    if (type && type->is_xml()) {
        const Result<xml::Element> a = xml::parse(recorded);
        const Result<xml::Element> b = xml::parse(ours);
        return a && b && xml::to_document(*a) == xml::to_document(*b);
    }
    return random && recorded.empty() == ours.empty();
}

}  // namespace tally::conformance
