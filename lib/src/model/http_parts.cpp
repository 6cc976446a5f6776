#include "model/http_parts.h"

#include "base/text.h"

namespace tally::model {

const HeaderField* find_header(const std::vector<HeaderField>& headers, std::string_view name) {
    for (const HeaderField& header : headers) {
        if (text::equals_ignoring_case(header.name, name)) return &header;
    }
    return nullptr;
}

}  // namespace tally::model
