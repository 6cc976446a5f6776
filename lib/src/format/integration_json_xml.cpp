#include "format/integration_json_xml.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/text.h"

namespace tally::format {
namespace {

constexpr std::string_view kProlog = "<?xml version='1.0'?>";
constexpr std::int64_t kMaxExamples = 10000;
constexpr std::size_t kMaxDepth = json::kMaxDepth;

bool is_name_start(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' ||
           static_cast<unsigned char>(c) >= 0x80;
}

bool is_name(std::string_view text) {
    return !text.empty() && is_name_start(text.front()) && std::all_of(text.begin(), text.end(), [](char c) {
        return is_name_start(c) || (c >= '0' && c <= '9') || c == '-' || c == '.';
    });
}

// XML has no way to write the other control characters.
bool is_xml_text(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) >= 0x20 || c == '\t' || c == '\n' || c == '\r';
    });
}

void append_escaped(std::string& out, std::string_view text, bool in_attribute) {
    for (const char c : text) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '\r')
            out += "&#13;";
        else if (in_attribute && c == '\'')
            out += "&apos;";
        else if (in_attribute && c == '"')
            out += "&quot;";
        else if (in_attribute && c == '\n')
            out += "&#10;";
        else if (in_attribute && c == '\t')
            out += "&#9;";
        else
            out += c;
    }
}

class XmlDescription {
  public:
    explicit XmlDescription(IntegrationDocument& document) : document_(document) {}

    // An element, a text or a matcher around an element.
    std::string node(const Node& node) {
        if (!node.value().is_object()) {
            return refuse(node, "an XML node is " + std::string(kind_with_article(node.value().kind())),
                          "write an element as {\"name\": ...}, a text as {\"content\": ...}");
        }
        if (depth_ == kMaxDepth) {
            return refuse(node, "the XML is nested more than " + std::to_string(kMaxDepth) + " levels deep",
                          "describe it with fewer levels");
        }
        ++depth_;
        std::string text;
        if (describes_matcher(node.value(), document_.options()))
            text = repeated(node);
        else if (node.find("content"))
            text = content(node);
        else if (node.find("name"))
            text = element(node);
        else
            document_.fail(node, "an XML node has neither 'name' nor 'content'",
                           "name the element or give the text");
        --depth_;
        return text;
    }

  private:
    std::string repeated(const Node& node) {
        const std::optional<Node> value = node.find("value");
        const std::optional<Node> name = value ? value->find("name") : std::nullopt;
        if (!name || !name->value().string()) {
            document_.fail(node, "a matcher in XML has no element as its 'value'",
                           "write the element as {\"name\": ...} in 'value'");
            return {};
        }
        std::optional<DescribedMatcher> matcher = document_.read_matcher(node);
        if (matcher) {
            document_.enter(model::Field{*name->value().string()});
            document_.add(node, std::move(*matcher));
            document_.leave();
        }
        const std::string example = this->node(*value);
        const std::size_t count = examples_of(node);
        if (count > 0 && example.size() > kMaxDescribedXmlBytes / count) {
            return refuse(node, "the described XML is too large", "use a smaller number of 'examples'");
        }
        std::string all;
        for (std::size_t i = 0; i < count; ++i) all += example;
        return all;
    }

    std::size_t examples_of(const Node& node) {
        const std::optional<Node> examples = node.find("examples");
        if (!examples) return 1;
        const std::optional<std::int64_t> count = examples->value().integer();
        if (count && *count >= 0 && *count <= kMaxExamples) return static_cast<std::size_t>(*count);
        document_.fail(*examples, "'examples' is no number of elements",
                       "write a whole number from 0 to " + std::to_string(kMaxExamples));
        return 1;
    }

    std::string content(const Node& node) {
        const Node content = *node.find("content");
        const std::optional<Node> described = node.find("matcher");
        if (described && !described->value().is_object()) {
            document_.fail(*described, "'matcher' is no object", "write it as {\"pact:matcher:type\": ...}");
        } else if (described) {
            if (std::optional<DescribedMatcher> matcher = document_.read_matcher(*described)) {
                // The core loses the generator here.
                if (document_.options().strict_compat) matcher->generator.reset();
                document_.enter(model::Field{"#text"});
                document_.add(*described, std::move(*matcher));
                document_.leave();
            }
        }
        std::string text;
        append_escaped(text, scalar_text(content, content.value()), false);
        return text;
    }

    std::string element(const Node& node) {
        const Node name_node = *node.find("name");
        const std::string name = xml_name(name_node);
        document_.enter(model::Field{name});
        std::string text = '<' + name;
        if (const std::optional<Node> attributes = node.find("attributes"))
            append_attributes(text, *attributes);
        std::string inner;
        if (const std::optional<Node> children = node.find("children")) inner = children_text(*children);
        document_.leave();
        return inner.empty() ? text + "/>" : text + '>' + inner + "</" + name + '>';
    }

    void append_attributes(std::string& text, const Node& node) {
        if (!node.value().is_object()) {
            document_.fail(node, "'attributes' is no object", "write it as an object from name to value");
            return;
        }
        std::vector<std::pair<std::string, std::string>> attributes;
        for (const json::Member& member : *node.value().object()) {
            const Node attribute = node.at(member);
            if (!is_name(member.name))
                refuse(attribute, "'" + shown(member.name) + "' is no XML name", kNameRemedy);
            document_.enter(model::Field{'@' + member.name});
            attributes.emplace_back(member.name, scalar_text(attribute, document_.read(attribute)));
            document_.leave();
        }
        std::sort(attributes.begin(), attributes.end());
        for (const auto& [name, value] : attributes) {
            text += ' ' + name + "='";
            append_escaped(text, value, true);
            text += '\'';
        }
    }

    std::string children_text(const Node& node) {
        if (!node.value().is_array()) {
            document_.fail(node, "'children' is no array", "write the children as an array of objects");
            return {};
        }
        std::string all;
        for (std::size_t i = 0; i < node.value().array()->size(); ++i) {
            all += this->node(node.at(i));
            if (all.size() > kMaxDescribedXmlBytes) {
                return refuse(node, "the described XML is too large", "use a smaller number of 'examples'");
            }
        }
        return all;
    }

    std::string xml_name(const Node& node) {
        const std::string* name = node.value().string();
        if (name && is_name(*name)) return *name;
        refuse(node, "'" + shown(as_text(node.value())) + "' is no XML name", kNameRemedy);
        return "_";
    }

    std::string scalar_text(const Node& node, const json::Value& value) {
        if (value.is_null() || value.is_array() || value.is_object()) {
            document_.fail(node, "a text in XML is " + std::string(kind_with_article(value.kind())),
                           "write a string, a number or a boolean");
        }
        std::string text = as_text(value);
        if (!is_xml_text(text)) {
            refuse(node, "the text has a control character, which XML cannot express",
                   "leave the character out");
        }
        return text;
    }

    // What no XML comes of, whatever the reference core does.
    std::string refuse(const Node& node, std::string what, std::string_view remedy) {
        document_.reading().refuse(node, std::move(what), std::string(remedy));
        return {};
    }

    static std::string shown(std::string_view text) {
        constexpr std::size_t most = 100;
        return text::shorten(text::printable(text), most);
    }

    static constexpr std::string_view kNameRemedy =
        "start with a letter or '_' and go on with letters, digits, '-', '.' or ':'";

    IntegrationDocument& document_;
    std::size_t depth_ = 0;
};

}  // namespace

std::string describe_xml(const Node& node, IntegrationDocument& document) {
    const std::optional<Node> root = node.find("root");
    if (root && root->value().is_object()) return std::string(kProlog) + XmlDescription(document).node(*root);
    document.fail(root.value_or(node), "the description of an XML body has no 'root' element",
                  "write {\"root\": {\"name\": ...}}");
    return std::string(kProlog);
}

}  // namespace tally::format
