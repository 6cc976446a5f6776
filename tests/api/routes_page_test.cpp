// docs/broker_api.md lists the routes that the broker has.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "routes.h"
#include "support/golden.h"

namespace tally::testing_support {

namespace {

std::string table_of_routes() {
    std::string table = "| Path | Methods |\n| --- | --- |\n";
    for (const auto& route : routes()) {
        auto methods = route.methods();
        methods.erase(methods.rfind(", OPTIONS"));
        table += "| `" + std::string(route.path) + "` | " + methods + " |\n";
    }
    return table;
}

TEST(RoutesPage, ListsWhatIsServed) {
    const auto file = std::filesystem::path(TALLY_REPOSITORY_DIR) / "docs/broker_api.md";
    std::ifstream stream(file);
    const std::string page{std::istreambuf_iterator<char>(stream), {}};
    const std::string marker = "<!-- every route, in the order in which they are tried -->\n";
    const auto at = page.find(marker);
    ASSERT_NE(at, std::string::npos) << file << " has lost its marker";
    EXPECT_TRUE(
        matches_golden("../../docs/broker_api.md", page.substr(0, at + marker.size()) + table_of_routes()));
}

}  // namespace

}  // namespace tally::testing_support
