#include <gtest/gtest.h>

#include "pacticipants/display_name.h"
#include "pacticipants/look_alike.h"

namespace tally::pacticipants {

namespace {

struct AlikeCase {
    const char* name;
    const char* a;
    const char* b;
    bool alike;
};
class LookAlike : public testing::TestWithParam<AlikeCase> {};
TEST_P(LookAlike, Row) {
    EXPECT_EQ(look_alikes(GetParam().a, {GetParam().b}).size(), GetParam().alike ? 1u : 0u);
    EXPECT_EQ(look_alikes(GetParam().b, {GetParam().a}).size(), GetParam().alike ? 1u : 0u);
}
INSTANTIATE_TEST_SUITE_P(Rows, LookAlike,
                         testing::ValuesIn(std::vector<AlikeCase>{
                             {"Case", "foo bar", "Foo Bar", true},
                             {"Separators", "foo-bar", "foo_bar", true},
                             {"Colons", "foo::bar", "foo bar", true},
                             {"ChangesOfCase", "FooBar", "foo-bar", true},
                             {"Plural", "Pricing Services", "Pricing", true},
                             {"PluralOfAnyWord", "Orders", "Order", true},
                             {"Api", "Orders API", "orders", true},
                             {"Provider", "Order Provider", "Order", true},
                             {"OrderOfWords", "foo bar", "bar foo", false},
                             {"MoreWords", "foo bar", "foo", false},
                             {"Numbers", "Consumer 2", "Consumer", false},
                             {"OnlyCommonWords", "Service", "API", false},
                             {"ItIsThatName", "foo", "foo", false},
                         }),
                         [](const auto& row) { return row.param.name; });

struct DisplayCase {
    const char* name;
    const char* shown;
};
class DisplayName : public testing::TestWithParam<DisplayCase> {};
TEST_P(DisplayName, IsMadeFromTheName) {
    EXPECT_EQ(display_name_of(GetParam().name), GetParam().shown);
}
INSTANTIATE_TEST_SUITE_P(Rows, DisplayName,
                         testing::ValuesIn(std::vector<DisplayCase>{
                             {"web-shop", "Web Shop"},
                             {"PricingService_v2", "Pricing Service V2"},
                             {"Foo Bar", "Foo Bar"},
                             {"com.example", "Com Example"},
                             {"HTTPServer", "HTTPServer"},
                             {"", ""},
                         }));

}  // namespace

}  // namespace tally::pacticipants
