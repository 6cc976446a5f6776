// Every published case as a test of its own name, registered at run time.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <set>
#include <string>

#include "conformance/known_differences.h"
#include "conformance/published_cases.h"

namespace {

using namespace tally;
using namespace tally::conformance;

std::filesystem::path data_folder() {
    const char* folder = std::getenv("TALLY_CONFORMANCE_DIR");
    return folder && *folder ? folder : TALLY_DEFAULT_CONFORMANCE_DIR;
}

bool data_is_required() {
    const char* required = std::getenv("TALLY_REQUIRE_CONFORMANCE");
    return required && std::string(required) == "1";
}

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

class MissingDataTest : public testing::Test {
  public:
    explicit MissingDataTest(std::string reason) : reason_(std::move(reason)) {}
    void TestBody() override {
        if (data_is_required()) FAIL() << reason_;
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

template <class Make>
void register_test(const std::string& suite, const std::string& name, Make make) {
    testing::RegisterTest(suite.c_str(), name.c_str(), nullptr, nullptr, __FILE__, __LINE__, std::move(make));
}

void register_missing_data(const std::string& reason) {
    register_test("published_cases", "are_present",
                  [reason]() -> testing::Test* { return new MissingDataTest(reason); });
}

void register_cases() {
    const std::filesystem::path folder = data_folder() / "spec";
    const Result<std::vector<PublishedCase>> cases = list_cases(folder);
    if (!cases) return register_missing_data(cases.error().text());
    if (cases->empty()) return register_missing_data("'" + folder.string() + "' holds no case");
    const Result<KnownDifferences> known = read_known_differences(default_known_differences());
    if (!known) return register_missing_data(known.error().text());

    std::set<std::string> taken;
    for (const PublishedCase& published : *cases) {
        const std::filesystem::path id(published.id);
        const std::string suite = "spec_" + as_test_name(id.parent_path().string());
        const std::string wanted = as_test_name(id.stem().string());
        std::string name = wanted;
        for (int i = 2; !taken.insert(suite + '.' + name).second; ++i)
            name = wanted + '_' + std::to_string(i);
        const auto difference = known->find(published.id);
        const std::string* reason = difference == known->end() ? nullptr : &difference->second;
        register_test(suite, name,
                      [published, reason = reason ? *reason : std::string()]() -> testing::Test* {
                          return new PublishedCaseTest(published, &reason);
                      });
    }
}

}  // namespace

int main(int argc, char** argv) {
    testing::InitGoogleTest(&argc, argv);
    register_cases();
    return RUN_ALL_TESTS();
}
