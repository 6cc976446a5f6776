// XML in expected bodies: elements, attributes and texts, any of which may be a matcher.
//
//     element("order", {{"id", integer(10)}}, {element("item", {}, {like("Lamp")}), each_like(element("tag"), at_least(2))})
//
// Declare namespaces as attributes (xmlns, xmlns:p). Matchers know names by their namespace, not by their prefix.
#pragma once

#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "tally/matchers.h"
#include "tally/place.h"
#include "tally/value.h"

namespace tally {

class XmlNode;

struct XmlElement {
    std::string name;  // as written, with its prefix
    std::vector<Member> attributes;
    std::vector<XmlNode> children;
    std::optional<matchers::Count> repeated;  // one or more, every one like this one
    Place place;
};

// An element, or a text (a value or a matcher).
class XmlNode {
  public:
    XmlNode(XmlElement child) : element_(std::vector<XmlElement>{std::move(child)}) {}
    template <class T, std::enable_if_t<std::is_convertible_v<T, Value>, int> = 0>
    XmlNode(T text) : text_(std::move(text)) {}

    const XmlElement* element() const { return element_.empty() ? nullptr : &element_.front(); }
    const Value& text() const { return text_; }

  private:
    std::vector<XmlElement> element_;  // one or none
    Value text_;
};

namespace matchers {

inline XmlElement element(std::string name, std::vector<Member> attributes = {}, std::vector<XmlNode> children = {},
                          Place place = Place::here()) {
    return {std::move(name), std::move(attributes), std::move(children), std::nullopt, place};
}

// Elements of one name, one at least, each with the parts of the example. at_least(2) writes the example twice;
// contracts have no way to limit the number of elements further.
// A template, so that braces mean the each_like() of objects: each_like({{"id", 1}}).
template <class Element, std::enable_if_t<std::is_same_v<Element, XmlElement>, int> = 0>
XmlElement each_like(Element example, Count count = at_least(1)) {
    example.repeated = count;
    return example;
}

}  // namespace matchers
}  // namespace tally
