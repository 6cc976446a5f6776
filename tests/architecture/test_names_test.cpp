// Names that a ctest filter can hold: with other characters it would silently select nothing.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/files.h"
#include "base/text.h"

namespace tally::architecture {
namespace {

// The name after "add_test(": a word, a quoted text, or [=[ ]=].
std::string name_at(std::string_view text) {
    text = text.substr(std::min(text.find_first_not_of(' '), text.size()));
    if (text.starts_with('[')) {
        const std::size_t open = text.find('[', 1);
        if (open == std::string_view::npos) return "";
        const std::string closing = "]" + std::string(open - 1, '=') + "]";
        return std::string(text.substr(open + 1, text.find(closing) - open - 1));
    }
    if (text.starts_with('"')) return std::string(text.substr(1, text.find('"', 1) - 1));
    return std::string(text.substr(0, text.find_first_of(" )")));
}

std::vector<std::string> names_in(std::string_view script) {
    std::vector<std::string> names;
    constexpr std::string_view kCall = "add_test(";
    for (std::size_t at = script.find(kCall); at != std::string_view::npos; at = script.find(kCall, at + 1)) {
        names.push_back(name_at(script.substr(at + kCall.size())));
    }
    return names;
}

// All that ctest has been told in a build folder.
std::vector<std::string> registered_names(const std::filesystem::path& build) {
    std::vector<std::string> names;
    for (const char* ending : {"_tests.cmake", "CTestTestfile.cmake"}) {
        const auto scripts = files::list_recursively(build, ending);
        if (!scripts) continue;
        for (const std::filesystem::path& script : *scripts) {
            const auto text = files::read(script, 64 << 20);
            for (std::string& name : names_in(text.value_or(""))) names.push_back(std::move(name));
        }
    }
    return names;
}

bool is_usable(std::string_view name) {
    return !name.empty() &&
           name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_./") ==
               std::string_view::npos;
}

TEST(TestNames, CanAllStandInAFilter) {
    const std::vector<std::string> names = registered_names(TALLY_BUILD_DIR);
    EXPECT_FALSE(names.empty());
    for (const std::string& name : names) EXPECT_TRUE(is_usable(name)) << name;
}

// ctest would take the properties of the last for both: a short test with the name of a long one never runs.
// Scenarios of the compatibility suite are named by others.
TEST(TestNames, NoneStandsTwice) {
    std::vector<std::string> names = registered_names(TALLY_BUILD_DIR);
    std::sort(names.begin(), names.end());
    for (auto twice = std::adjacent_find(names.begin(), names.end()); twice != names.end();
         twice = std::adjacent_find(twice + 1, names.end())) {
        if (!twice->starts_with("compat_")) ADD_FAILURE() << *twice;
    }
}

TEST(TestNames, AreFoundInEachForm) {
    EXPECT_EQ(names_in("add_test( plain x)\nadd_test( [==[a b]==] x)\nadd_test(\"c-d\" \"x\")\n"),
              (std::vector<std::string>{"plain", "a b", "c-d"}));
    for (const char* name : {"a-b", "a b", "a:b", "a;b", "a[0]", "a#b", ""})
        EXPECT_FALSE(is_usable(name)) << name;
}

}  // namespace
}  // namespace tally::architecture
