// Every published case as a test of its own name, and every file of recorded answers as one, registered at
// run time: there are thousands of those answers, and a process for each would take minutes.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <system_error>
#include <vector>

#include "base/files.h"
#include "conformance/compat_consumer_scenarios.h"
#include "conformance/compat_provider_scenarios.h"
#include "conformance/compat_scenarios.h"
#include "conformance/known_differences.h"
#include "conformance/oracle/oracle_file.h"
#include "conformance/published_cases.h"
#include "support/conformance_data.h"

namespace {

using namespace tally;
using namespace tally::conformance;

class PublishedCaseTest : public testing::Test {
  public:
    PublishedCaseTest(PublishedCase published, const std::string* known)
        : published_(std::move(published)), known_(known ? *known : "") {}

    void TestBody() override {
        const CaseResult result = run_case(published_);
        if (known_.empty()) {
            EXPECT_TRUE(result.passed) << published_.file << '\n' << result.comment << '\n' << result.reason;
        } else if (result.passed) {
            FAIL() << published_.id << " passes: remove it from known_differences.txt";
        } else {
            GTEST_SKIP() << published_.id << ": " << known_;
        }
    }

  private:
    PublishedCase published_;
    std::string known_;
};

// Reads its file when it runs: every test of this program is a process of its own, which registers them all.
class OracleFileTest : public testing::Test {
  public:
    explicit OracleFileTest(std::filesystem::path path) : path_(std::move(path)) {}

    void TestBody() override {
        const Result<KnownDifferences> known = read_known_differences(default_known_differences());
        ASSERT_TRUE(known) << known.error().text();
        const auto file = read_oracle_file(path_);
        ASSERT_TRUE(file) << path_ << " holds no recorded answers";
        const OracleOutcomes outcomes = run_oracle_file(*file, *known);
        for (const OracleOutcomes::Failure& failure : outcomes.failed)
            ADD_FAILURE() << failure.id << ": " << failure.reason;
        EXPECT_GT(outcomes.passed + outcomes.failed.size(), 0u) << path_ << " holds nothing to check";
    }

  private:
    std::filesystem::path path_;
};

class ScenarioTest : public testing::Test {
  public:
    ScenarioTest(Scenario scenario, std::filesystem::path fixtures)
        : scenario_(std::move(scenario)), fixtures_(std::move(fixtures)) {}

    void TestBody() override {
        const std::string problem = run_scenario(scenario_, fixtures_);
        EXPECT_EQ(problem, "") << scenario_.name;
    }

  private:
    Scenario scenario_;
    std::filesystem::path fixtures_;
};

// Of recording and of verifying, which depend on the version of the contract.
using RunScenario = std::string (*)(const Scenario&, model::SpecVersion,
                                    const std::filesystem::path& fixtures);

class VersionScenarioTest : public testing::Test {
  public:
    VersionScenarioTest(RunScenario run, Scenario scenario, model::SpecVersion version,
                        std::filesystem::path fixtures)
        : run_(run), scenario_(std::move(scenario)), version_(version), fixtures_(std::move(fixtures)) {}

    void TestBody() override {
        const std::string problem = run_(scenario_, version_, fixtures_);
        EXPECT_EQ(problem, "") << scenario_.name;
    }

  private:
    RunScenario run_;
    Scenario scenario_;
    model::SpecVersion version_;
    std::filesystem::path fixtures_;
};

class MissingDataTest : public testing::Test {
  public:
    explicit MissingDataTest(std::string reason) : reason_(std::move(reason)) {}
    void TestBody() override {
        if (testing_support::conformance_is_required()) FAIL() << reason_;
        GTEST_SKIP() << reason_ << "; set TALLY_CONFORMANCE_DIR to the folder of the published cases";
    }

  private:
    std::string reason_;
};

// Names with other characters make ctest's filters select nothing.
std::string as_test_name(std::string_view text) {
    std::string name;
    for (const char c : text) name += std::isalnum(static_cast<unsigned char>(c)) ? c : '_';
    return name;
}

// Two names can become one when their other characters are replaced.
class UniqueNames {
  public:
    std::string unique(const std::string& suite, const std::string& wanted) {
        std::string name = wanted;
        for (int i = 2; !taken_.insert(suite + '.' + name).second; ++i)
            name = wanted + '_' + std::to_string(i);
        return name;
    }

  private:
    std::set<std::string> taken_;
};

template <class Make>
void register_test(const std::string& suite, const std::string& name, Make make) {
    testing::RegisterTest(suite.c_str(), name.c_str(), nullptr, nullptr, __FILE__, __LINE__, std::move(make));
}

void register_missing_data(const std::string& name, const std::string& reason) {
    register_test("published_data", name,
                  [reason]() -> testing::Test* { return new MissingDataTest(reason); });
}

void register_cases() {
    const std::filesystem::path folder = testing_support::conformance_folder() / "spec";
    const Result<std::vector<PublishedCase>> cases = list_cases(folder);
    if (!cases) return register_missing_data("cases_are_present", cases.error().text());
    if (cases->empty())
        return register_missing_data("cases_are_present", "'" + folder.string() + "' holds no case");
    const Result<KnownDifferences> known = read_known_differences(default_known_differences());
    if (!known) return register_missing_data("cases_are_present", known.error().text());

    UniqueNames names;
    for (const PublishedCase& published : *cases) {
        const std::filesystem::path id(published.id);
        const std::string suite = "spec_" + as_test_name(id.parent_path().string());
        const std::string name = names.unique(suite, as_test_name(id.stem().string()));
        const auto difference = known->find(published.id);
        const std::string* reason = difference == known->end() ? nullptr : &difference->second;
        register_test(suite, name,
                      [published, reason = reason ? *reason : std::string()]() -> testing::Test* {
                          return new PublishedCaseTest(published, &reason);
                      });
    }
}

void register_oracle_files() {
    const std::filesystem::path folder = testing_support::conformance_folder() / "oracle";
    bool found = false;
    for (const OracleKind& kind : oracle_kinds()) {
        const std::filesystem::path path = folder / (std::string(kind.name) + ".json");
        if (!std::filesystem::exists(path)) continue;
        found = true;
        register_test("oracle", as_test_name(kind.name),
                      [path]() -> testing::Test* { return new OracleFileTest(path); });
    }
    if (!found) {
        register_missing_data("recorded_answers_are_present",
                              "'" + folder.string() + "' holds no recorded answers");
    }
}

// Features that are about matching, generating and the file format alone.
void register_scenarios() {
    const std::filesystem::path folder = testing_support::conformance_folder() / "compat";
    UniqueNames names;
    std::error_code missing;
    std::vector<std::filesystem::path> features;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder / "features", missing)) {
        const std::string name = entry.path().stem().string();
        const bool is_of_one_side = name.ends_with("_consumer") || name.ends_with("_provider");
        if (entry.path().extension() == ".feature" && !is_of_one_side) features.push_back(entry.path());
    }
    if (features.empty()) {
        return register_missing_data("scenarios_are_present", "'" + folder.string() + "' holds no scenarios");
    }
    std::sort(features.begin(), features.end());
    for (const std::filesystem::path& feature : features) {
        const auto scenarios = read_feature(feature);
        if (!scenarios) return register_missing_data("scenarios_are_present", scenarios.error().text());
        const std::string suite = "compat_" + as_test_name(feature.parent_path().filename().string()) + "_" +
                                  as_test_name(feature.stem().string());
        for (const Scenario& scenario : *scenarios) {
            register_test(suite, names.unique(suite, as_test_name(scenario.name)),
                          [scenario, folder]() -> testing::Test* {
                              return new ScenarioTest(scenario, folder / "fixtures");
                          });
        }
    }
}

// Of each version: "http_consumer", "message_provider" ..., and what V4 says of every kind of interaction.
std::vector<std::filesystem::path> features_of_versions(const std::filesystem::path& folder,
                                                        std::initializer_list<std::string_view> ends) {
    std::vector<std::filesystem::path> features;
    const Result<std::vector<std::filesystem::path>> files = files::list_recursively(folder, ".feature");
    if (!files) return features;
    for (const std::filesystem::path& file : *files) {
        const std::string name = file.stem().string();
        if (std::any_of(ends.begin(), ends.end(), [&name](auto end) { return name.ends_with(end); }))
            features.push_back(file);
    }
    return features;
}

void register_scenarios_of_versions(std::initializer_list<std::string_view> ends, RunScenario run,
                                    const std::string& missing) {
    const std::filesystem::path folder = testing_support::conformance_folder() / "compat";
    const std::vector<std::filesystem::path> features = features_of_versions(folder / "features", ends);
    if (features.empty()) register_missing_data(missing, "'" + folder.string() + "' holds no such scenarios");
    UniqueNames names;
    for (const std::filesystem::path& feature : features) {
        const std::string version = feature.parent_path().filename().string();  // "V1" ... "V4"
        const auto scenarios = read_feature(feature);
        const auto number = model::parse_spec_version(std::string_view(version).substr(1));
        if (!scenarios || !number) continue;
        const std::string suite = "compat_" + as_test_name(version + '_' + feature.stem().string());
        for (const Scenario& scenario : *scenarios) {
            register_test(suite, names.unique(suite, as_test_name(scenario.name)),
                          [run, scenario, number = *number, folder]() -> testing::Test* {
                              return new VersionScenarioTest(run, scenario, number, folder / "fixtures");
                          });
        }
    }
}

}  // namespace

// ctest asks for one test at a time, a process for each: to look for all cases each time would double its
// cost.
bool can_be_asked_for(std::string_view suites_begin_with) {
    const std::string& filter = testing::GTEST_FLAG(filter);
    const bool is_of_one_test = filter.find_first_of("*?:-") == std::string::npos;
    return !is_of_one_test || filter.starts_with(suites_begin_with) || filter.starts_with("published_data");
}

int main(int argc, char** argv) {
    testing::InitGoogleTest(&argc, argv);
    if (can_be_asked_for("spec_")) register_cases();
    if (can_be_asked_for("oracle")) register_oracle_files();
    if (can_be_asked_for("compat_")) {
        register_scenarios();
        register_scenarios_of_versions({"consumer", "v4"}, run_consumer_scenario,
                                       "consumer_scenarios_are_present");
        register_scenarios_of_versions({"provider"}, run_provider_scenario, "provider_scenarios_are_present");
    }
    return RUN_ALL_TESTS();
}
