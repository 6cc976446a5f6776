// What an environment made for the original broker says that this one does not understand.
#include "foreign_settings.h"

#include <gtest/gtest.h>

#include <map>

namespace tally {

namespace {

Environment environment(std::map<std::string, std::string> variables) {
    return [variables = std::move(variables)](const char* name) {
        const auto found = variables.find(name);
        return found == variables.end() ? std::nullopt : std::optional(found->second);
    };
}

TEST(ForeignSettings, PartsOfADatabasesAddressEndTheStart) {
    const auto checked = check_database_parts(environment({{"PACT_BROKER_DATABASE_NAME", "pacts"}}));
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().where, "PACT_BROKER_DATABASE_NAME");
    EXPECT_NE(checked.error().remedy.find("PACT_BROKER_DATABASE_URL"), std::string::npos);
}

TEST(ForeignSettings, OthersDoNot) {
    EXPECT_TRUE(check_database_parts(environment({{"PACT_BROKER_PORT", "80"}, {"PACT_BROKER_DATABASE_SSLMODE", "x"}})));
}

TEST(ForeignSettings, OnlyWhatAsksForSomethingElseIsWorthAWord) {
    const std::string variable = "PACT_BROKER_ORDER_VERSIONS_BY_DATE";
    EXPECT_EQ(unheard_settings(environment({{variable, "FALSE"}})),
              std::vector<std::string>{variable +
                                       "=FALSE changes nothing here: versions are in the order in which they were "
                                       "created"});
    EXPECT_TRUE(unheard_settings(environment({{variable, "true"}})).empty());
    EXPECT_TRUE(unheard_settings(environment({})).empty());
}

}  // namespace

}  // namespace tally
