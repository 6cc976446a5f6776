// Bodies in contract files: a bare JSON value up to V3, an object with content and encoding in V4.
#pragma once

#include <optional>
#include <string_view>

#include "base/json.h"
#include "format/reading.h"
#include "http/content_type.h"
#include "model/body.h"
#include "model/spec_version.h"

namespace tally::format {

// `node` is the member that holds the body, nothing when there is none; `content_type` what headers or
// metadata say.
model::Body read_body(const std::optional<Node>& node, std::string_view content_type,
                      model::SpecVersion version, Reading& reading);

// The value for the member, or nothing when the body is missing. `binary_as_base64`: as V3 messages do.
std::optional<json::Value> body_to_json(const model::Body& body, std::string_view content_type,
                                        model::SpecVersion version, bool binary_as_base64 = false);

}  // namespace tally::format
