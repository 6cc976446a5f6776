// What stands beside a body about its type: a Content-Type header, or the metadata of a message.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "model/http_parts.h"

namespace tally::model {

// "" when there is none.
std::string declared_type(const std::vector<HeaderField>& headers);
std::string declared_type(const json::Object& metadata);

// "contentType", "content-type" and "Content-Type" mean the same in metadata, whose keys otherwise have case.
bool names_content_type(std::string_view metadata_key);

}  // namespace tally::model
