#include "recording/xml_parts.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "base/xml.h"
#include "model/path_expression.h"
#include "recording/value_parts.h"
#include "recording/written_matcher.h"

namespace tally::recording {
namespace {

constexpr std::size_t kMaxDepth = 100;

bool is_name(std::string_view text) {
    const auto starts = [](unsigned char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
    };
    const auto goes_on = [&](unsigned char c) {
        return starts(c) || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == ':';
    };
    return !text.empty() && starts(static_cast<unsigned char>(text.front())) &&
           std::all_of(text.begin(), text.end(), goes_on);
}

class XmlWalk {
  public:
    XmlWalk(XmlParts& parts, Place place, std::vector<Mistake>& mistakes)
        : parts_(parts), place_(place), mistakes_(mistakes) {}

    // First the tree alone, so that namespaces are known; then the rules.
    xml::Element tree_of(const XmlElement& written, std::size_t depth = 0) {
        xml::Element element;
        element.name = xml::name_from(checked_name(written.name, written.place));
        for (const Member& attribute : written.attributes) {
            SingleText value = single_text(attribute.value, written.place, mistakes_);
            if (attribute.name == "xmlns" || attribute.name.rfind("xmlns:", 0) == 0) {
                const std::string prefix = attribute.name == "xmlns" ? "" : attribute.name.substr(6);
                element.declarations.push_back({prefix, std::move(value.text)});
                if (!value.rules.empty())
                    mistakes_.push_back({written.place, "a namespace is what it is; remove the matcher of " +
                                                            in_quotes(attribute.name)});
                continue;
            }
            element.attributes.push_back(
                {xml::name_from(checked_name(attribute.name, written.place)), checked_text(value.text, written.place)});
        }
        if (depth > kMaxDepth) {
            mistakes_.push_back({written.place, "the XML is nested more than 100 levels deep; flatten it"});
            return element;
        }
        for (const XmlNode& child : written.children) {
            if (const XmlElement* inner = child.element()) {
                const xml::Element tree = tree_of(*inner, depth + 1);
                for (std::size_t i = 0; i < copies_of(*inner); ++i) element.children.push_back({tree});
            } else {
                std::vector<Mistake> told_with_the_rules;
                SingleText text = single_text(child.text(), written.place, told_with_the_rules);
                element.children.push_back({xml::Text{checked_text(text.text, written.place), false}});
            }
        }
        return element;
    }

    void add_rules(const XmlElement& written, const xml::Element& tree) {
        path_.steps.push_back(model::Field{tree.name.key()});
        if (written.repeated) add_repetition(written);
        std::size_t next = 0;
        for (const Member& attribute : written.attributes) {
            if (attribute.name == "xmlns" || attribute.name.rfind("xmlns:", 0) == 0) continue;
            add_text_rules('@' + tree.attributes[next++].name.key(), attribute.value, written.place);
        }
        std::size_t position = 0;
        for (const XmlNode& child : written.children) {
            if (const XmlElement* inner = child.element()) {
                add_rules(*inner, *tree.children[position].element());
                position += copies_of(*inner);
            } else {
                add_text_rules("#text", child.text(), written.place);
                ++position;
            }
        }
        path_.steps.pop_back();
    }

  private:
    static std::size_t copies_of(const XmlElement& written) {
        return written.repeated ? std::max<std::size_t>(1, std::min<std::size_t>(written.repeated->least, 1000)) : 1;
    }

    // A rule on the element's own path, which every one of them has. Contracts have no way to limit their number: min
    // and max count what is inside of an element.
    void add_repetition(const XmlElement& written) {
        if (written.repeated->least == 0)
            mistakes_.push_back({written.place,
                                 "an element that may be missing cannot be shown by one example; write at_least(1) "
                                 "here and another interaction for the document without it"});
        if (written.repeated->most)
            mistakes_.push_back({written.place,
                                 "contracts cannot say how many elements of XML there may be; write at_least()"});
        parts_.rules.push_back({model::to_text(path_), path_, {{{model::TypeRule{}}}, model::Combine::all}});
    }

    void add_text_rules(const std::string& step, const Value& value, Place place) {
        TextParts text = text_parts(value, place, mistakes_);
        path_.steps.push_back(model::Field{step});
        const std::string key = model::to_text(path_);
        if (!text.rules.empty()) parts_.rules.push_back({key, path_, std::move(text.rules)});
        if (text.generator) parts_.generators.push_back({key, path_, *std::move(text.generator)});
        path_.steps.pop_back();
    }

    std::string checked_name(const std::string& name, Place place) {
        if (is_name(name)) return name;
        mistakes_.push_back({place.line == 0 ? place_ : place,
                             in_quotes(name) + " is no XML name; start with a letter and go on with letters, digits, "
                                               "'-', '.' or ':'"});
        return "_";
    }

    std::string checked_text(const std::string& text, Place place) {
        const bool expressible = text::is_valid_utf8(text) && std::all_of(text.begin(), text.end(), [](char c) {
            return static_cast<unsigned char>(c) >= 0x20 || c == '\t' || c == '\n' || c == '\r';
        });
        if (!expressible)
            mistakes_.push_back({place, "XML cannot express the text " + in_quotes(text) +
                                            "; leave control characters out and write it in UTF-8"});
        return expressible ? text : "";
    }

    XmlParts& parts_;
    Place place_;
    std::vector<Mistake>& mistakes_;
    model::PathExpression path_;
};

}  // namespace

XmlParts xml_parts(const XmlElement& root, Place place, std::vector<Mistake>& mistakes) {
    XmlParts parts;
    XmlWalk walk(parts, place, mistakes);
    xml::Element tree = walk.tree_of(root);
    xml::resolve_namespaces(tree);
    if (root.repeated)
        mistakes.push_back({root.place, "a document has one root; put each_like() around an element inside it"});
    walk.add_rules(root, tree);
    parts.text = xml::to_document(tree);
    return parts;
}

}  // namespace tally::recording
