#include "model/declared_type.h"

#include "base/text.h"

namespace tally::model {

std::string declared_type(const std::vector<HeaderField>& headers) {
    const HeaderField* header = find_header(headers, "Content-Type");
    return header && !header->values.empty() ? header->values.front() : "";
}

std::string declared_type(const json::Object& metadata) {
    for (const std::string_view exact : {"contentType", "content-type", "Content-Type"}) {
        const json::Value* value = metadata.find(exact);
        if (value && value->string()) return *value->string();
    }
    for (const json::Member& member : metadata) {
        if (names_content_type(member.name) && member.value.string()) return *member.value.string();
    }
    return "";
}

bool names_content_type(std::string_view metadata_key) {
    return text::equals_ignoring_case(metadata_key, "contentType") ||
           text::equals_ignoring_case(metadata_key, "content-type");
}

}  // namespace tally::model
