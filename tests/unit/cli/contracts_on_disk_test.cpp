#include "cli/contracts_on_disk.h"

#include <gtest/gtest.h>

#include "support/temporary_folder.h"

namespace tally::cli {
namespace {

using testing_support::TemporaryFolder;

std::string contract(const std::string& consumer, const std::string& provider,
                     const std::string& description) {
    return R"({"consumer":{"name":")" + consumer + R"("},"provider":{"name":")" + provider +
           R"("},"interactions":[{"description":")" + description +
           R"(","request":{},"response":{}}],"metadata":{"pactSpecification":{"version":"3.0.0"}}})";
}

auto found(const std::vector<std::string>& names) {
    return find_contract_files(names, Folders::with_those_below);
}

TEST(ContractsOnDisk, AreFoundInFilesFoldersAndPatterns) {
    TemporaryFolder folder;
    const std::string a = folder.write("a.json", "{}").string();
    const std::string b = folder.write("sub/b.json", "{}").string();
    folder.write("sub/c.txt", "");
    const std::string root = folder.path().string();
    EXPECT_EQ(found({root}).value(), (std::vector<std::string>{a, b}));
    EXPECT_EQ(found({a, a, root + "/s*"}).value(), (std::vector<std::string>{a, b}));
    EXPECT_EQ(found({root + "/*.json"}).value(), std::vector<std::string>{a});
}

TEST(ContractsOnDisk, AreFoundInAllFoldersBelow) {
    TemporaryFolder folder;
    const std::string a = folder.write("a.json", "{}").string();
    const std::string b = folder.write("sub/[x]/b.json", "{}").string();
    const std::string c = folder.write("sub/other/pacts/c.json", "{}").string();
    const std::string root = folder.path().string();
    EXPECT_EQ(found({root + "/**/*.json"}).value(), (std::vector<std::string>{a, b, c}));
    EXPECT_EQ(found({root + "/**/pacts/*.json"}).value(), std::vector<std::string>{c});
    EXPECT_EQ(found({root + "/s*/**/b.json"}).value(), std::vector<std::string>{b});
    EXPECT_EQ(found({root + "/**/x.json"}).error().what, "no file matches this pattern");
}

TEST(ContractsOnDisk, OfAFolderAloneAreThoseInIt) {
    TemporaryFolder folder;
    const std::string a = folder.write("a.json", "{}").string();
    const std::string b = folder.write("sub/deep/b.json", "{}").string();
    const std::string root = folder.path().string();
    const auto alone = [](const std::string& name) { return find_contract_files({name}, Folders::alone); };
    EXPECT_EQ(alone(root).value(), std::vector<std::string>{a});
    EXPECT_EQ(alone(root + "/").value().size(), 1u);
    EXPECT_EQ(alone(root + "/**/*.json").value(), (std::vector<std::string>{a, b}));
    EXPECT_EQ(alone(root + "/sub").error().what, "there is no contract file (*.json) in this folder");
    EXPECT_EQ(alone(root + "/sub").error().remedy,
              "for those in the folders below it: '" + root + "/sub/**/*.json'");
}

TEST(ContractsOnDisk, WithoutTheNamesOfBothAreRefused) {
    TemporaryFolder folder;
    for (const auto& [text, missing] : std::vector<std::pair<const char*, std::string>>{
             {R"({"consumer":{"name":"a"},"interactions":[]})", "provider"},
             {R"({"provider":{"name":"a"},"interactions":[]})", "consumer"},
             {R"({"consumer":{"name":""},"provider":{"name":"a"}})", "consumer"},
             {R"({"consumer":{"name":"b"},"provider":{"name":7}})", "provider"},
             {R"({"consumer":"b","provider":{"name":"a"}})", "consumer"},
         }) {
        const auto read = read_contracts_on_disk({folder.write("x.json", text).string()});
        ASSERT_FALSE(read) << text;
        EXPECT_EQ(read.error().what, "is no contract: it does not name its " + missing) << text;
    }
}

TEST(ContractsOnDisk, AreMissedLoudly) {
    TemporaryFolder folder;
    const std::string root = folder.path().string();
    EXPECT_EQ(found({root + "/x.json"}).error().what, "there is no such file or folder");
    EXPECT_EQ(found({root + "/*.json"}).error().what, "no file matches this pattern");
    EXPECT_EQ(found({root}).error().what, "there is no contract file (*.json) in this folder");
}

TEST(ContractsOnDisk, KeepTheirText) {
    TemporaryFolder folder;
    const std::string text = " " + contract("a", "b", "one") + "\n";
    const std::string file = folder.write("a.json", text).string();
    const auto read = read_contracts_on_disk({file});
    ASSERT_TRUE(read) << read.error().text();
    ASSERT_EQ(read->contracts.size(), 1u);
    EXPECT_EQ(read->contracts[0].contract.content, text);
}

TEST(ContractsOnDisk, OfOnePairBecomeOne) {
    TemporaryFolder folder;
    const std::string first = folder.write("1.json", contract("a", "b", "one")).string();
    const std::string second = folder.write("2.json", contract("a", "b", "two")).string();
    const std::string other = folder.write("3.json", contract("a", "c", "three")).string();
    const auto read = read_contracts_on_disk({first, second, other});
    ASSERT_TRUE(read) << read.error().text();
    ASSERT_EQ(read->contracts.size(), 2u);
    EXPECT_EQ(read->contracts[0].files, (std::vector<std::string>{first, second}));
    const auto merged = format::read_contract(read->contracts[0].contract.content, "merged");
    ASSERT_TRUE(merged);
    EXPECT_EQ(merged->contract.interactions.size(), 2u);
}

}  // namespace
}  // namespace tally::cli
