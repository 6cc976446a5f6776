// The part of xml.h that needs no parser.
#include "base/xml.h"

#include <algorithm>

#include "base/text.h"

namespace tally::xml {
namespace {

constexpr std::string_view kXmlNamespace = "http://www.w3.org/XML/1998/namespace";

// The declarations in force, innermost last.
using Scope = std::vector<const Declaration*>;

std::string_view uri_of(std::string_view prefix, const Scope& scope) {
    if (prefix == "xml") return kXmlNamespace;
    const auto found = std::find_if(scope.rbegin(), scope.rend(), [prefix](const Declaration* declared) {
        return declared->prefix == prefix;
    });
    if (found != scope.rend() && !((*found)->uri.empty() && !prefix.empty())) return (*found)->uri;
    return prefix;
}

void resolve(Element& element, Scope& scope) {
    const std::size_t outer = scope.size();
    for (const Declaration& declared : element.declarations) scope.push_back(&declared);
    element.name.uri = uri_of(element.name.prefix, scope);
    for (Attribute& attribute : element.attributes)
        attribute.name.uri = attribute.name.prefix.empty() ? "" : uri_of(attribute.name.prefix, scope);
    for (Node& child : element.children)
        if (Element* inner = child.element()) resolve(*inner, scope);
    scope.resize(outer);
}

void print_escaped(std::string_view text, bool in_attribute, std::string& out) {
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '\r':
                out += "&#13;";
                break;
            case '\'':
                out += in_attribute ? "&apos;" : "'";
                break;
            case '\n':
                out += in_attribute ? "&#10;" : "\n";
                break;
            case '\t':
                out += in_attribute ? "&#9;" : "\t";
                break;
            default:
                out += c;
        }
    }
}

void print_attribute(std::string_view name, std::string_view value, std::string& out) {
    out += ' ';
    out += name;
    out += "='";
    print_escaped(value, true, out);
    out += '\'';
}

void print_text(const Text& text, std::string& out) {
    if (!text.is_cdata) return print_escaped(text.content, false, out);
    out += "<![CDATA[";
    out += text::replace_all(text.content, "]]>", "]]]]><![CDATA[>");
    out += "]]>";
}

void print(const Element& element, std::string& out) {
    const std::string name = element.name.qualified();
    out += '<' + name;
    for (const Declaration& declared : element.declarations)
        print_attribute(declared.prefix.empty() ? "xmlns" : "xmlns:" + declared.prefix, declared.uri, out);
    for (const Attribute& attribute : element.attributes)
        print_attribute(attribute.name.qualified(), attribute.value, out);
    if (element.children.empty()) {
        out += "/>";
        return;
    }
    out += '>';
    for (const Node& child : element.children) {
        if (const Element* inner = child.element()) {
            print(*inner, out);
        } else {
            print_text(*child.text(), out);
        }
    }
    out += "</" + name + '>';
}

}  // namespace

Name name_from(std::string_view qualified) {
    const std::size_t colon = qualified.find(':');
    if (colon == std::string_view::npos) return {"", std::string(qualified), ""};
    return {std::string(qualified.substr(0, colon)), std::string(qualified.substr(colon + 1)), ""};
}

const Attribute* Element::find_attribute(std::string_view key) const {
    const auto found = std::find_if(attributes.begin(), attributes.end(), [key](const Attribute& attribute) {
        return attribute.name.key() == key;
    });
    return found == attributes.end() ? nullptr : &*found;
}

std::string Element::text() const {
    std::string all;
    for (const Node& child : children)
        if (const Text* text = child.text()) all += text::trim(text->content);
    return all;
}

void resolve_namespaces(Element& root) {
    Scope scope;
    resolve(root, scope);
}

std::string to_text(const Element& element) {
    std::string out;
    print(element, out);
    return out;
}

std::string to_document(const Element& root) {
    return std::string(kProlog) + to_text(root);
}

}  // namespace tally::xml
