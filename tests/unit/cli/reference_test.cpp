// What is read from an option table, and how pages are written.
#include <gtest/gtest.h>

#include <CLI/CLI.hpp>

#include "cli/command_line.h"
#include "cli/reference/page.h"
#include "cli/reference/placeholder.h"
#include "cli/reference/writers.h"

namespace tally::cli::reference {
namespace {

// A table with something of each kind.
class OptionTable : public testing::Test {
  protected:
    OptionTable() {
        set_up_help(app_, "More about a command: tool COMMAND --help");
        CLI::App& sort = *app_.add_subcommand("sort", "Sort words.\nTwice");
        sort.group("Commands");
        set_up_help(sort,
                    "Words stay words.\nAll of them.\n\nExit codes:\n  0   sorted\n  2   wrong "
                    "usage\n\nExample:\n  tool sort a.txt");
        sort.add_option("FILES", files_, "What to sort")->option_text("...")->required();
        sort.add_option("-o,--output", form_, "The form (text)")->option_text("text|json");
        add_repeatable(sort, "--skip", files_, "Not these lines of\na file [SORT_\nSKIP]")
            ->option_text("FILE")
            ->envname("SORT_SKIP")
            ->group("Lines");
        sort.add_flag("--twice", twice_, "To be sure")->group("Lines");
        sort.add_flag("--hidden", twice_, "Nobody sees it")->group("");
        app_.add_subcommand("see", "Look at words: runs tool-see")->prefix_command()->group("Commands");
    }

    Page page() { return describe(app_); }

    CLI::App app_{"Words.", "tool"};
    std::vector<std::string> files_;
    std::string form_;
    bool twice_ = false;
};

TEST_F(OptionTable, BecomesAPageWithEverythingThatHelpSays) {
    const Page tool = page();
    EXPECT_EQ(tool.name, "tool");
    EXPECT_EQ(tool.usage, "tool [OPTIONS] [COMMAND]");
    ASSERT_EQ(tool.commands.size(), 2u);
    EXPECT_EQ(
        tool.commands[1],
        (Page{
            "tool see", "Commands", "Look at words: runs tool-see", "", {}, {}, {}, {}, "tool-see", false}));

    const Page& sort = tool.commands[0];
    EXPECT_EQ(sort.name, "tool sort");
    EXPECT_EQ(sort.summary, "Sort words. Twice");
    EXPECT_EQ(first_sentence(sort), "Sort words");
    EXPECT_EQ(sort.usage, "tool sort [OPTIONS] FILES...");
    EXPECT_EQ(sort.arguments,
              (std::vector<Parameter>{{{}, "FILES", ValueKind::file, {}, "What to sort", "", true, true}}));
    const Parameter help{{"--help"}, "", ValueKind::nothing, {}, "Show this help", "", false, false};
    const Parameter output{{"-o", "--output"},
                           "text|json",
                           ValueKind::choice,
                           {"text", "json"},
                           "The form (text)",
                           "",
                           false,
                           false};
    const Parameter skip{{"--skip"}, "FILE", ValueKind::file, {}, "Not these lines of a file", "SORT_SKIP",
                         false,      true};
    const Parameter twice{{"--twice"}, "", ValueKind::nothing, {}, "To be sure", "", false, false};
    EXPECT_EQ(sort.groups, (std::vector<Group>{{"Options", {help, output}}, {"Lines", {skip, twice}}}));
    EXPECT_EQ(sort.blocks, (std::vector<Block>{{"", {"Words stay words.", "All of them."}},
                                               {"Exit codes", {"0   sorted", "2   wrong usage"}},
                                               {"Example", {"tool sort a.txt"}}}));
}

TEST_F(OptionTable, HasAPageForEachCommandButThoseOfOtherPrograms) {
    const Page tool = page();
    std::vector<std::string> names;
    for (const Page* one : pages_of(tool)) names.push_back(dashed_name(*one));
    EXPECT_EQ(names, (std::vector<std::string>{"tool", "tool-sort"}));
}

struct PlaceholderCase {
    const char* name;
    const char* placeholder;
    ValueKind kind;
    std::vector<std::string> choices;
};
class Placeholder : public testing::TestWithParam<PlaceholderCase> {};
TEST_P(Placeholder, SaysWhatAValueCanBe) {
    EXPECT_EQ(kind_of_value(GetParam().placeholder), GetParam().kind);
    EXPECT_EQ(choices_in(GetParam().placeholder), GetParam().choices);
}
INSTANTIATE_TEST_SUITE_P(Rows, Placeholder,
                         testing::ValuesIn(std::vector<PlaceholderCase>{
                             {"Nothing", "", ValueKind::nothing, {}},
                             {"AName", "NAME", ValueKind::nothing, {}},
                             {"APathOfAUrl", "PATH", ValueKind::nothing, {}},
                             {"AFile", "FILE", ValueKind::file, {}},
                             {"AFileAmongOthers", "FILE|URL", ValueKind::file, {}},
                             {"AFolder", "FOLDER", ValueKind::folder, {}},
                             {"AFolderByAnotherName", "DIR", ValueKind::folder, {}},
                             {"Words", "text|json", ValueKind::choice, {"text", "json"}},
                             {"WordsWithDigits", "V1|V1.1", ValueKind::choice, {"V1", "V1.1"}},
                             {"AWordOrAFile", "none|FILE", ValueKind::choice, {"none"}},
                             {"YesOrNo", "BOOL", ValueKind::choice, {"true", "false"}},
                         }),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(Arguments, AreFilesMoreOftenThanValuesOfOptions) {
    EXPECT_EQ(kind_of_argument("PATH"), ValueKind::file);
    EXPECT_EQ(kind_of_argument("COMMAND"), ValueKind::command);
    EXPECT_EQ(kind_of_argument("CODE"), ValueKind::nothing);
}

// Every character that means something to a writer.
Page page_with(const std::string& text) {
    Page page{"tool", "", text, "tool [OPTIONS]", {}, {}, {}, {}, "", false};
    page.groups.push_back(
        {"Options", {{{"-x"}, "a|b", ValueKind::choice, {"a", "b"}, text, "", false, false}}});
    page.blocks.push_back({"Example", {text}});
    return page;
}

TEST(ManPage, TakesNoTextForARequest) {
    const std::string page = man_page(page_with(".so 'x' \\n - y"), "1.0", {});
    EXPECT_NE(page.find("\n\\&.so 'x' \\en \\- y"), std::string::npos) << page;
    EXPECT_EQ(page.find("\n.so"), std::string::npos) << page;
}

TEST(MarkdownPage, KeepsTheCellsOfATableTogether) {
    const std::string page = markdown({page_with("a|b <c> *d*")});
    EXPECT_NE(page.find("| `-x` `a\\|b` | a\\|b &lt;c> \\*d\\* |"), std::string::npos) << page;
}

TEST(MarkdownPage, ListsOptionsThatManyCommandsHaveOnce) {
    Page one = page_with("x");
    one.groups[0].title = "Broker";
    one.groups[0].options.resize(4);
    Page other = one;
    other.name = "other";
    const std::string page = markdown({one, other});
    EXPECT_NE(page.find("Broker: the same options as of [`tool`](#tool)."), std::string::npos) << page;
    EXPECT_EQ(page.find("| Broker"), page.rfind("| Broker")) << page;
}

TEST(Pages, ListCommandsInTheirGroups) {
    Page page = page_with("x");
    for (const char* group : {"Commands", "Commands that ask", "Commands"}) {
        page.commands.push_back(page_with("y"));
        page.commands.back().group = group;
    }
    const auto groups = groups_of_commands(page);
    ASSERT_EQ(groups.size(), 2u);
    EXPECT_EQ(groups[0].commands.size(), 2u);
    EXPECT_NE(markdown({page}).find("Commands that ask:\n\n- "), std::string::npos);
    EXPECT_NE(man_page(page, "1.0", {}).find(".SS Commands that ask\n"), std::string::npos);
}

TEST(CompletionForZsh, TakesNoTextForASpecification) {
    const std::string script = zsh_completion({page_with("it's [a]: b\\c")});
    EXPECT_NE(script.find("'[it'\\''s \\[a\\]\\: b\\\\c]:a|b:(a b)'"), std::string::npos) << script;
}

TEST(CompletionForZsh, KnowsValuesThatMayBeMissing) {
    Page page = page_with("x");
    page.groups[0].options[0].value_may_be_missing = true;
    EXPECT_NE(zsh_completion({page}).find("'[x]::a|b:(a b)'"), std::string::npos);
}

TEST(CompletionForFish, QuotesEveryText) {
    const std::string script = fish_completion({page_with("it's $b\\c")});
    EXPECT_NE(script.find(" -d 'it\\'s $b\\\\c'"), std::string::npos) << script;
}

}  // namespace
}  // namespace tally::cli::reference
