// docs/cli.md and the manual pages say what --help says.
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "base/files.h"
#include "base/text.h"
#include "e2e/reference/help_pages.h"
#include "support/golden.h"
#include "support/run_program.h"

namespace tally::e2e {
namespace {

using namespace testing_support;

std::string read(const std::filesystem::path& file) {
    const auto text = files::read(file, 4 << 20);
    EXPECT_TRUE(text) << file;
    return text.value_or("");
}

// The page with everything between two marks as the option tables have it now.
TEST(CliPage, ListsTheOptionsThatThereAre) {
    const std::string kBegin = "<!-- generated from the option tables: UPDATE_GOLDEN=1 -->\n";
    const std::string kEnd = "<!-- end -->\n";
    const std::string page = read(TALLY_REPOSITORY_DIR "/docs/cli.md");
    const auto begin = page.find(kBegin);
    const auto end = page.find(kEnd);
    ASSERT_NE(begin, std::string::npos);
    ASSERT_NE(end, std::string::npos);
    const auto generated = run_program({.arguments = {"tally_reference", "markdown"}});
    ASSERT_EQ(generated.exit_code, 0) << generated.errors;
    EXPECT_TRUE(matches_golden("../../docs/cli.md", page.substr(0, begin + kBegin.size()) + '\n' +
                                                        generated.output + '\n' + page.substr(end)));
}

std::string man_page_of(const std::vector<std::string>& command) {
    return TALLY_BUILD_DIR "/cli/written/man/" + text::join(command, "-") + ".1";
}

TEST(ManPages, NameEveryOptionOfEveryHelp) {
    for (const auto& page : all_help_pages()) {
        const std::string text = text::replace_all(read(man_page_of(page.command)), "\\-", "-");
        for (const auto& option : page.options)
            EXPECT_NE(text.find("\\fB" + option + "\\fR"), std::string::npos) << option << '\n' << text;
    }
}

TEST(ManPages, AreAcceptedByTheFormatterWithoutAWarning) {
    if (run_program({.arguments = {"sh", "-c", "command -v groff"}}).exit_code != 0)
        GTEST_SKIP() << "groff is not installed";
    for (const auto& page : all_help_pages()) {
        const auto shown =
            run_program({.arguments = {"groff", "-man", "-Tutf8", "-ww", man_page_of(page.command)}});
        EXPECT_EQ(shown.exit_code, 0);
        EXPECT_EQ(shown.errors, "");
    }
}

TEST(ManPages, AreWrittenLikeThis) {
    EXPECT_TRUE(matches_golden("help/contract_publish.1", read(man_page_of({"contract", "publish"}))));
}

}  // namespace
}  // namespace tally::e2e
