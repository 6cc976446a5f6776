// Puts what integration JSON describes into requests, responses and messages: what a library of another
// language calls step by step while it builds an interaction.
#pragma once

#include <cstddef>
#include <string_view>

#include "format/integration_json.h"
#include "model/http_parts.h"
#include "model/interaction.h"

namespace tally::format {

constexpr std::size_t kMaxValuesOfName = 1000;  // of one header or query parameter

// Body, rules and generators; the content type is the given one, else that of the header or metadata, else
// what the text looks like. Where there is no such header or metadata entry, it is added.
Result<Warnings> set_body(model::Request& request, std::string_view text, std::string_view content_type,
                          const IntegrationOptions& options = {});
Result<Warnings> set_body(model::Response& response, std::string_view text, std::string_view content_type,
                          const IntegrationOptions& options = {});
Result<Warnings> set_contents(model::MessagePart& part, std::string_view text, std::string_view content_type,
                              const IntegrationOptions& options = {});

// Sets the value at `index`, or all values when the text describes several. A rule goes for all values of a
// name, so of several indexes the first with a rule or generator keeps it and the others are warned of.
Result<Warnings> set_header(model::Request& request, std::string_view name, std::size_t index,
                            std::string_view text, const IntegrationOptions& options = {});
Result<Warnings> set_header(model::Response& response, std::string_view name, std::size_t index,
                            std::string_view text, const IntegrationOptions& options = {});
Result<Warnings> set_query(model::Request& request, std::string_view name, std::size_t index,
                           std::string_view text, const IntegrationOptions& options = {});

Result<Warnings> set_path(model::Request& request, std::string_view text,
                          const IntegrationOptions& options = {});
Result<Warnings> set_status(model::Response& response, std::string_view text,
                            const IntegrationOptions& options = {});
Result<Warnings> set_metadata(model::MessagePart& part, std::string_view name, std::string_view text,
                              const IntegrationOptions& options = {});

}  // namespace tally::format
