// What `contract init` has in it is what docs/examples/starting_points shows.
#include "cli/starting_points/starting_point.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <map>

#include "base/files.h"

namespace tally::cli {
namespace {

namespace fs = std::filesystem;

const fs::path kExamples = fs::path(TALLY_REPOSITORY_DIR) / "docs/examples/starting_points";

std::map<std::string, std::string> texts_below(const fs::path& folder) {
    std::map<std::string, std::string> texts;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        texts[entry.path().lexically_relative(folder).string()] =
            files::read(entry.path(), 1 << 20).value_or("");
    }
    return texts;
}

struct StartCase {
    const char* folder;
    Role role;
    Kind kind;
};
class StartingPointOf : public testing::TestWithParam<StartCase> {};
TEST_P(StartingPointOf, HasEveryFileOfItsExample) {
    const auto& [folder, role, kind] = GetParam();
    std::map<std::string, std::string> texts;
    for (const auto& file : files_of({role, kind, Pipeline::none, "front-desk", "greeter"})) {
        texts[file.path] = file.text;
        const auto permissions = fs::status(kExamples / folder / file.path).permissions();
        EXPECT_EQ(file.is_program, (permissions & fs::perms::owner_exec) != fs::perms::none) << file.path;
    }
    EXPECT_EQ(texts, texts_below(kExamples / folder));
}
INSTANTIATE_TEST_SUITE_P(Rows, StartingPointOf,
                         testing::ValuesIn(std::vector<StartCase>{
                             {"consumer_cmake", Role::consumer, Kind::cmake},
                             {"consumer_shell", Role::consumer, Kind::shell},
                             {"provider_cmake", Role::provider, Kind::cmake},
                             {"provider_shell", Role::provider, Kind::shell},
                         }),
                         [](const auto& row) { return std::string(row.param.folder); });

TEST(StartingPoint, HasThePipelineThatIsAskedFor) {
    for (const Role role : {Role::consumer, Role::provider}) {
        const std::string side = role == Role::consumer ? "consumer" : "provider";
        const auto last = [role](Pipeline pipeline) {
            return files_of({role, Kind::shell, pipeline, "front-desk", "greeter"}).back();
        };
        const auto example = [&side](const std::string& name) {
            return files::read(kExamples / "pipelines" / (name + "_" + side + ".yml"), 1 << 20).value_or("");
        };
        EXPECT_EQ(last(Pipeline::github).path, ".github/workflows/contracts.yml");
        EXPECT_EQ(last(Pipeline::github).text, example("github"));
        EXPECT_EQ(last(Pipeline::gitlab).path, ".gitlab-ci.yml");
        EXPECT_EQ(last(Pipeline::gitlab).text, example("gitlab"));
    }
}

TEST(StartingPoint, MayHaveTheNamesOfTheExampleTheOtherWayRound) {
    const auto files = files_of({Role::provider, Kind::shell, Pipeline::none, "greeter", "front-desk"});
    EXPECT_EQ(files.front().path, "contracts/greeter-front-desk.json");
    EXPECT_NE(files.front().text.find(R"("consumer": { "name": "greeter" })"), std::string::npos)
        << files.front().text;
    EXPECT_NE(files.front().text.find(R"("provider": { "name": "front-desk" })"), std::string::npos);
}

TEST(UsableName, CanStandInEveryFile) {
    for (const char* name : {"web-shop", "a", "3scale", "Web_Shop.v2"})
        EXPECT_TRUE(is_usable_name(name)) << name;
    for (const std::string name :
         {"", "-x", ".", "..", "web shop", "a\"b", "a'b", "a\\b", "a/b", "$x", "a\nb", "caf\xc3\xa9"})
        EXPECT_FALSE(is_usable_name(name)) << name;
    EXPECT_FALSE(is_usable_name(std::string(101, 'a')));
}

}  // namespace
}  // namespace tally::cli
