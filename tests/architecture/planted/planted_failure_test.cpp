#include <gtest/gtest.h>

#include <cstdlib>

TEST(PlantedFailure, GoesRedWhenToldTo) {
    EXPECT_EQ(std::getenv("TALLY_PLANT_FAILURE"), nullptr);
}
