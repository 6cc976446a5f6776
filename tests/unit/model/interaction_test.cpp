#include "model/interaction.h"

#include <gtest/gtest.h>

namespace tally::model {
namespace {

TEST(ShortId, IsTheKeyWhenThereIsOne) {
    Interaction interaction;
    interaction.key = "abc";
    interaction.broker_id = "broker";
    EXPECT_EQ(short_id(interaction), "abc");
}

TEST(ShortId, IsTheBrokersIdWithoutKey) {
    Interaction interaction;
    interaction.broker_id = "broker";
    EXPECT_EQ(short_id(interaction), "broker");
}

TEST(ShortId, DependsOnDescriptionAndStates) {
    Interaction one;
    one.description = "get an order";
    Interaction other = one;
    EXPECT_EQ(short_id(one).size(), 8u);
    EXPECT_EQ(short_id(one), short_id(other));
    other.provider_states.push_back({"order 42 exists", {}});
    EXPECT_NE(short_id(one), short_id(other));
}

}  // namespace
}  // namespace tally::model
