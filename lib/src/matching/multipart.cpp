#include "matching/multipart.h"

#include <optional>

#include "base/encoding.h"
#include "base/text.h"

namespace tally::matching {
namespace {

Error bad(std::string what) {
    return {ErrorCode::invalid_input, "", std::move(what),
            "check the boundary in the Content-Type and the parts"};
}

// The piece up to `end`, which is taken off the front together with it. The rest when there is no `end`.
std::string_view take_until(std::string_view& rest, std::string_view end) {
    const std::size_t at = rest.find(end);
    const std::string_view piece = rest.substr(0, at);
    rest.remove_prefix(at == std::string_view::npos ? rest.size() : at + end.size());
    return piece;
}

// name="value" or name=value out of "form-data; name=...". Nothing when absent.
std::optional<std::string> parameter_of(std::string_view header, std::string_view name) {
    std::size_t at = 0;
    while ((at = header.find(';', at)) != std::string_view::npos) {
        ++at;
        std::string_view rest = text::trim(header.substr(at));
        if (!text::equals_ignoring_case(rest.substr(0, name.size()), name)) continue;
        rest = text::trim(rest.substr(name.size()));
        if (rest.empty() || rest.front() != '=') continue;
        rest = text::trim(rest.substr(1));
        if (rest.empty() || rest.front() != '"')
            return std::string(text::trim(rest.substr(0, rest.find(';'))));
        std::string value;
        for (std::size_t i = 1; i < rest.size() && rest[i] != '"'; ++i) {
            if (rest[i] == '\\' && i + 1 < rest.size()) ++i;
            value += rest[i];
        }
        return value;
    }
    return std::nullopt;
}

void read_headers(std::string_view block, MimePart& part) {
    while (!block.empty()) {
        std::string_view line = take_until(block, "\n");
        if (line.ends_with('\r')) line.remove_suffix(1);
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos) continue;
        part.headers.emplace_back(text::lower(text::trim(line.substr(0, colon))),
                                  text::trim(line.substr(colon + 1)));
    }
}

// Headers, an empty line, content. Lines may end with a bare line feed.
MimePart read_part(std::string_view text) {
    MimePart part;
    const std::size_t crlf = text.find("\r\n\r\n");
    const std::size_t lf = text.find("\n\n");
    std::string_view content = text;
    if (text.starts_with("\r\n") || text.starts_with("\n")) {
        content.remove_prefix(text.front() == '\r' ? 2 : 1);
    } else if (crlf != std::string_view::npos && crlf < lf) {
        read_headers(text.substr(0, crlf), part);
        content.remove_prefix(crlf + 4);
    } else if (lf != std::string_view::npos) {
        read_headers(text.substr(0, lf), part);
        content.remove_prefix(lf + 2);
    }
    part.content = content;
    if (const std::string* disposition = part.find_header("content-disposition")) {
        part.name = parameter_of(*disposition, "name").value_or("");
        part.is_file = parameter_of(*disposition, "filename").has_value();
    }
    const std::string* transfer = part.find_header("content-transfer-encoding");
    if (transfer && text::equals_ignoring_case(*transfer, "base64")) {
        std::string compact;
        for (const char c : part.content) {
            if (c != '\r' && c != '\n' && c != ' ') compact += c;
        }
        if (auto decoded = encoding::from_base64(compact)) part.content = std::move(*decoded);
    }
    return part;
}

// "\n--boundary" that is not the beginning of a longer boundary.
std::size_t find_delimiter(const std::string& text, const std::string& delimiter, std::size_t from) {
    std::size_t at = text.find(delimiter, from);
    while (at != std::string::npos) {
        const std::size_t behind = at + delimiter.size();
        if (behind == text.size() || std::string_view("\r\n \t").find(text[behind]) != std::string_view::npos)
            return at;
        if (text.compare(behind, 2, "--") == 0) return at;
        at = text.find(delimiter, behind);
    }
    return at;
}

}  // namespace

const std::string* MimePart::find_header(std::string_view lower_case_name) const {
    for (const auto& [header, value] : headers) {
        if (header == lower_case_name) return &value;
    }
    return nullptr;
}

Result<std::vector<MimePart>> parse_multipart(std::string_view body, const http::ContentType& type) {
    std::string boundary;
    for (const auto& [name, value] : type.parameters) {
        if (name == "boundary") boundary = value;
    }
    if (boundary.empty()) return bad("the content type has no boundary");
    // A line break in front lets the first delimiter be found like the others.
    const std::string text = "\n" + std::string(body);
    const std::string delimiter = "\n--" + boundary;
    std::size_t at = find_delimiter(text, delimiter, 0);
    if (at == std::string::npos) return bad("the boundary '" + boundary + "' does not occur");

    std::vector<MimePart> parts;
    while (true) {
        const std::size_t behind = at + delimiter.size();
        if (text.compare(behind, 2, "--") == 0) return parts;
        const std::size_t line_end = text.find('\n', behind);
        at = line_end == std::string::npos ? line_end : find_delimiter(text, delimiter, line_end);
        if (at == std::string::npos) return bad("the last part is not closed");
        // The line break before a delimiter belongs to it; an empty part has just that one.
        std::string_view part(text);
        part = at > line_end ? part.substr(line_end + 1, at - line_end - 1) : std::string_view();
        if (part.ends_with('\r')) part.remove_suffix(1);
        parts.push_back(read_part(part));
        if (parts.back().headers.size() > kMaxPartHeaders)
            return bad("a part has more than " + std::to_string(kMaxPartHeaders) + " headers");
    }
}

}  // namespace tally::matching
