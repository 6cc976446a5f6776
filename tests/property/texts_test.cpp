// What must hold for the small languages: JSON, paths, XML.
#include <gtest/gtest.h>

#include "base/json.h"
#include "base/xml.h"
#include "model/path_expression.h"
#include "property/cases.h"
#include "property/generated_json.h"

namespace tally::property {
namespace {

TEST(GeneratedTexts, JsonReadsAsWhatWasWritten) {
    for_each_case([](Random& random) {
        const json::Value value = any_value(random, 5);
        for (const std::string& text : {json::to_text(value), json::to_pretty_text(value)}) {
            const auto read = json::parse(text);
            ASSERT_TRUE(read) << read.error().text() << "\n" << text;
            EXPECT_EQ(json::to_text(*read), json::to_text(value));
            EXPECT_EQ(*read, value);
        }
    });
}

TEST(GeneratedTexts, PathsReadAsWhatWasWritten) {
    for_each_case([](Random& random) {
        model::PathExpression path;
        for (std::int64_t steps = random.between(0, 6); steps > 0; --steps) {
            switch (random.between(0, 3)) {
                case 0:
                    path.steps.emplace_back(model::Index{static_cast<std::size_t>(random.between(0, 1000))});
                    break;
                case 1:
                    path.steps.emplace_back(one_in(random, 2) ? model::PathStep(model::AnyField{})
                                                              : model::PathStep(model::AnyIndex{}));
                    break;
                default:
                    path.steps.emplace_back(model::Field{any_name(random)});
            }
        }
        const std::string text = model::to_text(path);
        const auto read = model::parse_path(text);
        ASSERT_TRUE(read) << read.error().text() << "\n" << text;
        EXPECT_EQ(*read, path) << text;
    });
}

xml::Element any_element(Random& random, std::size_t depth) {
    xml::Element element;
    element.name = xml::name_from(any_of<std::string>(random, {"a", "b", "größe", "c-d", "e_1"}));
    if (one_in(random, 3)) element.attributes.push_back({xml::name_from("id"), "<&\"'> " + any_name(random)});
    // Texts beside each other would be read as one, and blank ones are not kept.
    if (one_in(random, 2)) element.children.push_back({xml::Text{"x " + any_name(random) + " ]]>&<", false}});
    for (std::int64_t count = depth > 0 ? random.between(0, 3) : 0; count > 0; --count)
        element.children.push_back({any_element(random, depth - 1)});
    return element;
}

TEST(GeneratedTexts, XmlReadsAsWhatWasWritten) {
    for_each_case([](Random& random) {
        const std::string text = xml::to_document(any_element(random, 4));
        const auto read = xml::parse(text);
        ASSERT_TRUE(read) << read.error().text() << "\n" << text;
        EXPECT_EQ(xml::to_document(*read), text);
    });
}

}  // namespace
}  // namespace tally::property
