// What bytes are, told from their first ones: images, archives, documents, sound, video, fonts, programs. The
// table is ours, so that the verdict is the same on every machine.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tally::http {

// The media types that name these contents, the one to show first: {"audio/x-wav", "audio/wav", ...}. Where a
// format has several names in use, the first one is what the reference core says. Without a signature the
// text decides (XML, HTML, JSON, plain); {"application/octet-stream"} when it is no text either. Reads a
// bounded part of the bytes.
std::vector<std::string> detect_media_types(std::string_view bytes);

// True when `type` ("image/png", any case, without parameters) is one of those names.
bool has_media_type(std::string_view bytes, std::string_view type);

}  // namespace tally::http
