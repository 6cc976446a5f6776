// The one file that knows pugixml. It is given bounded text and asked for the raw tree; names, references and
// everything it forgives are checked here.
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <optional>
#include <pugixml.hpp>
#include <set>

#include "base/json.h"
#include "base/text.h"
#include "base/xml.h"

namespace tally::xml {
namespace {

constexpr unsigned kFlags = pugi::parse_cdata | pugi::parse_eol | pugi::parse_wconv_attribute |
                            pugi::parse_ws_pcdata | pugi::parse_fragment;

void append_utf8(std::uint32_t code, std::string& out) {
    const auto continuation = [code](unsigned shift) {
        return static_cast<char>(0x80 | ((code >> shift) & 0x3F));
    };
    if (code < 0x80) {
        out += static_cast<char>(code);
    } else if (code < 0x800) {
        out += static_cast<char>(0xC0 | (code >> 6));
        out += continuation(0);
    } else if (code < 0x10000) {
        out += static_cast<char>(0xE0 | (code >> 12));
        out += continuation(6);
        out += continuation(0);
    } else {
        out += static_cast<char>(0xF0 | (code >> 18));
        out += continuation(12);
        out += continuation(6);
        out += continuation(0);
    }
}

// The characters XML 1.0 allows.
bool is_character(std::uint32_t code) {
    if (code < 0x20) return code == '\t' || code == '\n' || code == '\r';
    return code <= 0x10FFFF && !(code >= 0xD800 && code <= 0xDFFF) && code != 0xFFFE && code != 0xFFFF;
}

// "#65" and "#x41"; nothing when it is no number or no character.
std::optional<std::uint32_t> character_code(std::string_view reference) {
    reference.remove_prefix(1);
    const bool hexadecimal = !reference.empty() && reference.front() == 'x';
    if (hexadecimal) reference.remove_prefix(1);
    if (reference.empty() || reference.size() > 10) return std::nullopt;
    std::uint64_t code = 0;
    for (const char c : reference) {
        const std::size_t digit =
            std::string_view("0123456789abcdef").find(c >= 'A' && c <= 'F' ? static_cast<char>(c + 32) : c);
        if (digit == std::string_view::npos || (digit > 9 && !hexadecimal)) return std::nullopt;
        code = code * (hexadecimal ? 16 : 10) + digit;
    }
    if (code > 0x10FFFF || !is_character(static_cast<std::uint32_t>(code))) return std::nullopt;
    return static_cast<std::uint32_t>(code);
}

class TreeBuilder {
  public:
    TreeBuilder(std::string_view text, const ParseOptions& options) : text_(text), options_(options) {}

    Result<Element> build(const pugi::xml_document& document) {
        std::optional<Element> root;
        for (const pugi::xml_node node : document.children()) {
            if (node.type() == pugi::node_element) {
                if (root)
                    return error(offset_of(node), "a second root element '" + shown(node.name()) + "'", "");
                root.emplace();
                if (!fill(*root, node, 1)) return failed_;
            } else if (!text::trim(node.value()).empty()) {
                return error(offset_of(node), "text outside of the root element", "");
            }
        }
        if (!root) return error(text_.size(), "there is no root element", "");
        resolve_namespaces(*root);
        return std::move(*root);
    }

    Error error(std::size_t offset, std::string what, std::string remedy) const {
        const json::Position at = json::position_of(text_, std::min(offset, text_.size()));
        return {ErrorCode::invalid_input, std::to_string(at.line) + ':' + std::to_string(at.column),
                std::move(what), std::move(remedy)};
    }

  private:
    bool fill(Element& element, const pugi::xml_node& node, std::size_t depth) {
        element.offset = offset_of(node);
        if (depth > options_.max_depth) {
            failed_ = error(element.offset,
                            "elements are nested deeper than " + std::to_string(options_.max_depth), "");
            failed_.code = ErrorCode::too_large;
            return false;
        }
        if (!read_name(node.name(), element.offset, element.name) || !fill_attributes(element, node))
            return false;
        for (const pugi::xml_node child : node.children()) {
            if (child.type() == pugi::node_element) {
                Element inner;
                if (!fill(inner, child, depth + 1)) return false;
                element.children.push_back({std::move(inner)});
            } else if (child.type() == pugi::node_cdata) {
                element.children.push_back({Text{child.value(), true}});
            } else if (child.type() == pugi::node_pcdata) {
                Text text;
                if (!decode(child.value(), offset_of(child), text.content)) return false;
                element.children.push_back({std::move(text)});
            }
        }
        return true;
    }

    bool fill_attributes(Element& element, const pugi::xml_node& node) {
        std::set<std::string_view> seen;
        for (const pugi::xml_attribute attribute : node.attributes()) {
            const std::string_view written = attribute.name();
            if (!seen.insert(written).second)
                return fail(element.offset, "the attribute '" + shown(written) + "' occurs twice");
            Attribute read;
            if (!read_name(written, element.offset, read.name) ||
                !decode(attribute.value(), element.offset, read.value))
                return false;
            if (written == "xmlns") {
                element.declarations.push_back({"", std::move(read.value)});
            } else if (read.name.prefix == "xmlns") {
                element.declarations.push_back({std::move(read.name.local), std::move(read.value)});
            } else {
                element.attributes.push_back(std::move(read));
            }
        }
        return true;
    }

    bool read_name(std::string_view written, std::size_t offset, Name& name) {
        name = name_from(written);
        const bool is_whole =
            !name.local.empty() && name.local.find(':') == std::string::npos && written.front() != ':';
        return is_whole || fail(offset, "'" + shown(written) + "' is no name");
    }

    // Replaces the references in raw text.
    bool decode(std::string_view raw, std::size_t offset, std::string& out) {
        for (std::size_t at = 0; at < raw.size();) {
            const std::size_t ampersand = std::min(raw.find('&', at), raw.size());
            out += raw.substr(at, ampersand - at);
            if (ampersand == raw.size()) break;
            const std::size_t end = raw.find(';', ampersand);
            if (end == std::string_view::npos || end - ampersand > 100)
                return fail(offset, "'&' starts no reference", "write '&amp;'");
            if (!decode_reference(raw.substr(ampersand + 1, end - ampersand - 1), offset, out)) return false;
            at = end + 1;
        }
        return true;
    }

    bool decode_reference(std::string_view reference, std::size_t offset, std::string& out) {
        static constexpr std::pair<std::string_view, char> kKnown[] = {
            {"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};
        for (const auto& [name, character] : kKnown) {
            if (reference != name) continue;
            out += character;
            return true;
        }
        if (reference.substr(0, 1) == "#") {
            const auto code = character_code(reference);
            if (!code) return fail(offset, "'&" + shown(reference) + ";' is no character");
            append_utf8(*code, out);
            return true;
        }
        return fail(offset, "the entity '" + shown(reference) + "' is not known",
                    "only amp, lt, gt, quot and apos are; entities of a DTD are never expanded");
    }

    bool fail(std::size_t offset, std::string what, std::string remedy = "") {
        failed_ = error(offset, std::move(what), std::move(remedy));
        return false;
    }

    static std::size_t offset_of(const pugi::xml_node& node) {
        const std::ptrdiff_t offset = node.offset_debug();
        return offset < 0 ? 0 : static_cast<std::size_t>(offset);
    }
    static std::string shown(std::string_view text) { return text::printable(text::shorten(text, 60)); }

    std::string_view text_;
    const ParseOptions& options_;
    Error failed_;
};

// pugixml would end at a zero byte without a word, and take the others.
std::size_t first_control_character(std::string_view text) {
    const auto found = std::find_if(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r';
    });
    return static_cast<std::size_t>(found - text.begin());
}

std::size_t first_invalid_utf8(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        std::size_t end = at + 1;
        while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0u) == 0x80u) ++end;
        if (!text::is_valid_utf8(text.substr(at, end - at))) break;
        at = end;
    }
    return at;
}

}  // namespace

Result<Element> parse(std::string_view text, const ParseOptions& options) {
    TreeBuilder builder(text, options);
    const auto nodes = static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return c == '<' || c == '='; }));
    if (nodes > options.max_nodes) {
        Error error = builder.error(
            0, "more than " + std::to_string(options.max_nodes) + " elements and attributes", "");
        error.code = ErrorCode::too_large;
        return error;
    }
    pugi::xml_document document;
    const pugi::xml_parse_result result = document.load_buffer(text.data(), text.size(), kFlags);
    if (result.encoding != pugi::encoding_utf8 && result.encoding != pugi::encoding_latin1)
        return builder.error(0, "the document is in UTF-16 or UTF-32", "send it in UTF-8");
    if (result.encoding == pugi::encoding_utf8 && !text::is_valid_utf8(text))
        return builder.error(first_invalid_utf8(text), "invalid UTF-8", "");
    if (const std::size_t control = first_control_character(text); control < text.size()) {
        const std::string shown = text::printable(text.substr(control, 1));
        return builder.error(control, "the character '" + shown + "' is not allowed in XML", "");
    }
    if (!result) {
        const std::string description = text::lower(result.description());
        return builder.error(static_cast<std::size_t>(std::max<std::ptrdiff_t>(result.offset, 0)),
                             description, "");
    }
    return builder.build(document);
}

}  // namespace tally::xml
