// XML as contract matching needs it: a small tree with resolved namespaces. Comments and processing
// instructions are dropped, everything else keeps its order. Nothing is ever loaded or expanded from a DTD.
// Parsing is bounded.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "tally/result.h"

namespace tally::xml {

struct Name {
    std::string prefix;  // as written, for printing
    std::string local;
    std::string uri;  // of the namespace; "" for none. A prefix that nobody declared stands for itself.

    // "urn:a:alligator" or "alligator": how matching rules name elements and attributes. Prefixes do not
    // count.
    std::string key() const { return uri.empty() ? local : uri + ':' + local; }
    std::string qualified() const { return prefix.empty() ? local : prefix + ':' + local; }
    bool operator==(const Name& other) const { return local == other.local && uri == other.uri; }
};
// "ns:a" in its parts; the namespace is found by resolve_namespaces().
Name name_from(std::string_view qualified);

struct Attribute {
    Name name;  // without a prefix: in no namespace, whatever the element's is
    std::string value;
};

struct Declaration {  // xmlns:prefix="uri"; the default namespace has no prefix
    std::string prefix;
    std::string uri;
};

struct Text {
    std::string content;
    bool is_cdata = false;
};

struct Node;

struct Element {
    Name name;
    std::vector<Declaration> declarations;
    std::vector<Attribute> attributes;  // in their order
    std::vector<Node> children;
    std::size_t offset = 0;  // of the name in the parsed text; 0 when the element was not parsed

    const Attribute* find_attribute(std::string_view key) const;
    // The text nodes, each trimmed, put together: what rules on "#text" see.
    std::string text() const;
};

struct Node {
    std::variant<Element, Text> content;

    const Element* element() const { return std::get_if<Element>(&content); }
    Element* element() { return std::get_if<Element>(&content); }
    const Text* text() const { return std::get_if<Text>(&content); }
    Text* text() { return std::get_if<Text>(&content); }
};

constexpr std::size_t kMaxDepth = 256;

struct ParseOptions {
    std::size_t max_depth = kMaxDepth;
    std::size_t max_nodes = 1'000'000;  // tags, texts and attributes, roughly
};

// The root element. Error::where is "line:column". Refused: more than one root, text around it, entities
// other than the five of XML, attributes that occur twice, invalid UTF-8, control characters. UTF-16, UTF-32
// and Latin-1 are read when a byte order mark or the declaration says so.
Result<Element> parse(std::string_view text, const ParseOptions& options = {});

// Fills in every Name::uri below `root` from the declarations around it.
void resolve_namespaces(Element& root);

// "<?xml version='1.0'?>" and the document, attributes between single quotes, in their order.
constexpr std::string_view kProlog = "<?xml version='1.0'?>";
std::string to_document(const Element& root);
std::string to_text(const Element& element);  // without the prolog

}  // namespace tally::xml
