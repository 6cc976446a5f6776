// The tree keeps to layers.txt, and the checker sees each kind of breach in trees that are planted for it.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "architecture/layer_rules.h"
#include "base/files.h"
#include "base/text.h"
#include "support/temporary_folder.h"

namespace tally::architecture {
namespace {

Law law_of_the_project() {
    const auto text =
        files::read(std::filesystem::path(TALLY_REPOSITORY_DIR) / "tests/architecture/layers.txt", 1 << 20);
    EXPECT_TRUE(text);
    return read_law(text.value_or(""));
}

TEST(Layers, OfThisTreeKeepToTheLaw) {
    const Law law = law_of_the_project();
    ASSERT_FALSE(law.layers.empty());
    const auto breaches = find_breaches(TALLY_REPOSITORY_DIR, law);
    EXPECT_TRUE(breaches.empty()) << text::join(breaches, "\n");
}

TEST(Layers, AreReadFromManyFiles) {
    EXPECT_GT(source_files(TALLY_REPOSITORY_DIR).size(), 100u);
}

TEST(Layers, HaveNoArrowsInCircles) {
    // Parts of one folder that are listed on their own may look at each other; other layers may not.
    const auto folder_of = [](const Layer& layer) {
        const std::string& path = layer.paths.front();
        return path.starts_with("broker/contracts") || layer.name == "broker_concepts" ? "broker concepts"
               : path.starts_with("lib/src/verification")                              ? "verification"
                                                                                       : path;
    };
    const Law law = law_of_the_project();
    std::map<std::string, const Layer*> by_name;
    for (const Layer& layer : law.layers) by_name[layer.name] = &layer;
    for (const Layer& from : law.layers) {
        std::vector<std::string> reached = from.may_include;
        for (std::size_t i = 0; i < reached.size(); ++i) {
            const Layer& layer = *by_name.at(reached[i]);
            if (folder_of(layer) == folder_of(from)) continue;
            EXPECT_NE(layer.name, from.name);
            for (const std::string& name : layer.may_include) {
                if (std::find(reached.begin(), reached.end(), name) != reached.end()) continue;
                EXPECT_NE(folder_of(*by_name.at(name)), folder_of(from))
                    << from.name << " -> " << layer.name << " -> " << name;
                reached.push_back(name);
            }
        }
    }
}

// The folders that docs/architecture.md lists: "- `lib/src/base` - ...".
std::vector<std::string> folders_in(std::string_view page) {
    std::vector<std::string> folders;
    for (const std::string_view line : text::split(page, '\n')) {
        if (!line.starts_with("- `")) continue;
        folders.emplace_back(line.substr(3, line.find('`', 3) - 3));
    }
    std::sort(folders.begin(), folders.end());
    return folders;
}

// The same in the tree: all at the top, and each part of the library, the broker and the programs.
std::vector<std::string> folders_of(const std::filesystem::path& root) {
    std::vector<std::string> folders;
    for (const std::string_view parent : {"", "lib/src/", "lib/include/", "broker/", "cli/"}) {
        if (!std::filesystem::is_directory(root / parent)) continue;
        for (const auto& entry : std::filesystem::directory_iterator(root / parent)) {
            const std::string name = entry.path().filename().string();
            if (!entry.is_directory() || name.front() == '.' || name == "build") continue;
            folders.push_back(std::string(parent) + name);
        }
    }
    std::sort(folders.begin(), folders.end());
    return folders;
}

TEST(ArchitecturePage, ListsTheFoldersOfTheTree) {
    const std::filesystem::path root = TALLY_REPOSITORY_DIR;
    const auto page = files::read(root / "docs/architecture.md", 1 << 20);
    ASSERT_TRUE(page) << page.error().text();
    EXPECT_EQ(folders_in(*page), folders_of(root));
}

struct PlantedCase {
    const char* name;
    const char* file;
    const char* text;
    const char* breach;  // how it starts; "" for none
};
class PlantedBreach : public testing::TestWithParam<PlantedCase> {};
TEST_P(PlantedBreach, IsSeen) {
    const testing_support::TemporaryFolder tree;
    for (const char* header :
         {"lib/include/tally/result.h", "lib/src/base/text.h", "lib/src/http/message.h",
          "lib/src/model/contract.h", "lib/src/matching/match.h", "lib/src/format/read_contract.h",
          "lib/src/broker_api/broker_client.h", "lib/src/verification/verify.h", "broker/web/hal.h",
          "broker/storage/database.h", "broker/contracts/contract.h", "broker/routes.h"}) {
        tree.write(header, "");
    }
    const PlantedCase& row = GetParam();
    tree.write(row.file, row.text);
    const auto breaches = find_breaches(tree.path(), law_of_the_project());
    if (std::string_view(row.breach).empty()) {
        EXPECT_TRUE(breaches.empty()) << text::join(breaches, "\n");
    } else {
        ASSERT_EQ(breaches.size(), 1u) << text::join(breaches, "\n");
        EXPECT_EQ(breaches[0].substr(0, std::string_view(row.breach).size()), row.breach);
    }
}
INSTANTIATE_TEST_SUITE_P(
    Rows, PlantedBreach,
    testing::ValuesIn(std::vector<PlantedCase>{
        {"AllowedArrows", "lib/src/format/x.cpp",
         "#include \"format/read_contract.h\"\n#include \"model/contract.h\"\n#include "
         "\"tally/result.h\"\n#include <string>\n",
         ""},
        {"Upwards", "lib/src/base/x.cpp", "\n#include \"matching/match.h\"\n",
         "lib/src/base/x.cpp:2: base may not include matching (matching/match.h)"},
        {"BetweenSiblings", "lib/src/matching/x.h", "#  include \"format/read_contract.h\"\n",
         "lib/src/matching/x.h:1: matching may not include format (format/read_contract.h)"},
        {"HttpAndModel", "lib/src/model/x.h", "#include \"http/message.h\"\n",
         "lib/src/model/x.h:1: model may not include http (http/message.h)"},
        {"BrokerClientInTheEngine", "lib/src/verification/verify.cpp",
         "#include \"broker_api/broker_client.h\"\n",
         "lib/src/verification/verify.cpp:1: verification may not include broker_api "
         "(broker_api/broker_client.h)"},
        {"BrokerClientInTheSources", "lib/src/verification/contract_sources.cpp",
         "#include \"broker_api/broker_client.h\"\n", ""},
        {"LibraryFromBroker", "lib/src/base/x.cpp", "#include \"storage/database.h\"\n",
         "lib/src/base/x.cpp:1: base may not include broker_storage (storage/database.h)"},
        {"ConceptInWeb", "broker/web/x.cpp", "#include \"contracts/contract.h\"\n",
         "broker/web/x.cpp:1: broker_web may not include broker_concepts (contracts/contract.h)"},
        {"RoutesInConcept", "broker/versions/x.cpp", "#include \"routes.h\"\n",
         "broker/versions/x.cpp:1: broker_concepts may not include broker_routes (routes.h)"},
        {"MatchingInConcept", "broker/versions/x.cpp", "#include \"matching/match.h\"\n",
         "broker/versions/x.cpp:1: broker_concepts may not include matching (matching/match.h)"},
        {"MatchingForDifferences", "broker/contracts/content_diff.cpp", "#include \"matching/match.h\"\n",
         ""},
        {"BrokerInCli", "cli/x.cpp", "#include \"broker/web/hal.h\"\n",
         "cli/x.cpp:1: cli may not include broker_web (broker/web/hal.h)"},
        {"TwoDots", "lib/src/base/x.cpp", "#include \"../base/text.h\"\n",
         "lib/src/base/x.cpp:1: includes are written from the source root (../base/text.h)"},
        {"StandardRegexHeader", "lib/src/base/x.cpp", "#include <regex>\n",
         "lib/src/base/x.cpp:1: <regex> crashes on text from outside; use base/regex.h"},
        {"StandardRegex", "cli/x.cpp", "// std::regex\nstd::regex pattern(\"a\");\n",
         "cli/x.cpp:2: std::regex crashes on text from outside; use base/regex.h"},
        {"ForeignHeaderElsewhere", "lib/src/http/x.cpp", "#include <spdlog/spdlog.h>\n",
         "lib/src/http/x.cpp:1: <spdlog/spdlog.h> belongs to lib/src/base/log"},
        {"ForeignHeaderAtHome", "lib/src/base/log.cpp", "#include <spdlog/spdlog.h>\n", ""},
        {"ForeignHeaderOfNobody", "lib/src/base/x.cpp", "#include <boost/any.hpp>\n",
         "lib/src/base/x.cpp:1: <boost/any.hpp> has no owner"},
        {"NlohmannInSource", "broker/contracts/x.cpp", "#include <nlohmann/json.hpp>\n", ""},
        {"NlohmannInHeader", "broker/contracts/x.h", "#include <nlohmann/json.hpp>\n",
         "broker/contracts/x.h:1: <nlohmann/json.hpp> belongs to *.cpp"},
        {"SystemHeaderInTheCore", "lib/src/matching/x.cpp", "#include <unistd.h>\n",
         "lib/src/matching/x.cpp:1: <unistd.h> belongs to lib/src/base, lib/src/http"},
        {"InnerHeaderInPublicOne", "lib/include/tally/x.h", "#include \"base/text.h\"\n",
         "lib/include/tally/x.h:1: public may not include base (base/text.h)"},
        {"ForeignHeaderInPublicOne", "lib/include/tally/x.h", "#include <nlohmann/json.hpp>\n",
         "lib/include/tally/x.h:1: <nlohmann/json.hpp> belongs to *.cpp"},
        {"FrameworkInItsAdapter", "lib/include/tally/gtest.h",
         "#include <gtest/gtest.h>\n#include \"tally/result.h\"\n", ""},
        {"FrameworkInOtherPublicHeader", "lib/include/tally/x.h", "#include <gtest/gtest.h>\n",
         "lib/include/tally/x.h:1: <gtest/gtest.h> belongs to lib/include/tally/gtest"},
        {"ProjectHeaderInBrackets", "lib/src/http/x.cpp", "#include <base/text.h>\n",
         "lib/src/http/x.cpp:1: project headers are included with quotes"},
        {"HeaderThatIsNotThere", "lib/src/http/x.cpp", "#include \"base/nothing.h\"\n",
         "lib/src/http/x.cpp:1: there is no header \"base/nothing.h\" in lib, broker or cli"},
        {"NewFolder", "lib/src/utils/x.cpp", "", "lib/src/utils/x.cpp: is in no layer"},
        {"CommentsAndStrings", "lib/src/base/x.cpp",
         "// #include \"matching/match.h\"\n/*\n#include <regex>\n*/\nconst char* s = \"std::regex\";\n"
         "const char* r = R\"x(\n#include \"matching/match.h\"\n)x\";\nchar c = '\"'; int n = 1'000;\n",
         ""},
        {"IncludeBehindStrings", "lib/src/base/x.cpp",
         "char c = '\"'; int n = 1'000;\n#include \"matching/match.h\"\n",
         "lib/src/base/x.cpp:2: base may not include matching (matching/match.h)"},
    }),
    [](const auto& row) { return row.param.name; });

TEST(LayerLaw, NamesItsOwnMistakes) {
    const Law law = read_law("layer a : lib/a : b\nlayer c lib/c\n# comment\nheader x.h\n    : lib/a\n");
    EXPECT_EQ(law.mistakes,
              (std::vector<std::string>{"cannot read: layer c lib/c", "a: no layer is called b"}));
    EXPECT_EQ(law.headers.size(), 1u);
}

}  // namespace
}  // namespace tally::architecture
