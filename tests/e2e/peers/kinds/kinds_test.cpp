// Every kind of contract that the library writes: the reference verifier (npm's `pact verifier`) accepts it
// from a provider that honours it, and refuses it, at that field, from one that breaks one field.
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <set>

#include "base/files.h"
#include "base/json.h"
#include "base/text.h"
#include "e2e/peers/kinds/kind.h"
#include "e2e/peers/kinds/provider_of_kinds.h"
#include "e2e/peers/kinds/record_kinds.h"
#include "e2e/peers/peer_tools.h"
#include "support/temporary_folder.h"

namespace tally {
namespace {

namespace fs = std::filesystem;
using kinds::AllKinds;
using testing_support::TemporaryFolder;

// What a verifier came to, by the descriptions of the interactions.
struct Verdicts {
    int exit_code = -1;
    std::set<std::string> verified;
    std::map<std::string, json::Array> errors;          // the mismatches of each interaction that was refused
    std::map<std::string, json::Array> pending_errors;  // of pending ones
    std::map<std::string, std::string> labels;  // of both, as the report calls them: with their states
};

std::map<std::string, json::Array> errors_in(const json::Value& report, const char* list,
                                             Verdicts& verdicts) {
    std::map<std::string, json::Array> errors;
    for (const json::Value& error : *report.find(list)->array()) {
        const std::string label = *error.find("interaction")->string();  // "... Given a state - v4 like"
        const std::string description = label.substr(label.rfind(" - v") + 3);
        verdicts.labels[description] = label;
        const json::Value* mismatches = error.find("mismatch")->find("mismatches");
        errors[description] =
            mismatches != nullptr ? *mismatches->array() : json::Array{*error.find("mismatch")};
    }
    return errors;
}

bool is_at(const json::Value& mismatch, const std::string& place) {
    for (const char* member : {"path", "key", "parameter", "type"}) {
        const json::Value* value = mismatch.find(member);
        if (value != nullptr && value->string() != nullptr && *value->string() == place) return true;
    }
    return false;
}

// Alternatives are interactions of their own, each in a state.
const kinds::Answer& answer_for(const kinds::Kind& kind, const std::string& label) {
    for (const auto& [state, answer] : kind.answers) {
        if (!state.empty() && label.find(" Given " + state + " - ") != std::string::npos) return answer;
    }
    return kind.answers.begin()->second;
}

void expect_no_complaints(const kinds::ProviderOfKinds& provider) {
    for (const std::string& complaint : provider.complaints()) ADD_FAILURE() << complaint;
}

class KindsOfContracts : public PeerTools {
  protected:
    static kinds::Versions versions() {
        return std::getenv("TALLY_ALL_VERSIONS") != nullptr ? kinds::Versions::all
                                                            : kinds::Versions::one_each;
    }

    std::vector<std::string> contracts() const {
        std::vector<std::string> paths;
        for (const fs::path& path :
             files::list_recursively(files_.path(), ".json").value_or(std::vector<fs::path>()))
            paths.push_back(path.string());
        return paths;
    }

    Verdicts verify(const kinds::ProviderOfKinds& provider) const {
        const TemporaryFolder reports;
        std::vector<std::string> arguments = {"verifier",
                                              "--provider-name",
                                              "provider",
                                              "--hostname",
                                              "127.0.0.1",
                                              "--port",
                                              std::to_string(provider.port()),
                                              "--state-change-url",
                                              provider.states_url(),
                                              "--json",
                                              (reports / "report.json").string()};
        for (const std::string& contract : contracts())
            arguments.insert(arguments.end(), {"--file", contract});
        Verdicts verdicts;
        verdicts.exit_code = pact(arguments).exit_code;
        const auto report = json::parse(reports.read("report.json"));
        if (!report) return ADD_FAILURE() << "no report: " << report.error().text(), verdicts;
        for (const json::Value& result : *report->find("interactionResults")->array())
            verdicts.verified.insert(*result.find("description")->string());
        verdicts.errors = errors_in(*report, "errors", verdicts);
        verdicts.pending_errors = errors_in(*report, "pendingErrors", verdicts);
        return verdicts;
    }

    testing_support::Outcome verify_with_ours(const kinds::ProviderOfKinds& provider) const {
        std::vector<std::string> arguments = {"contract-verify", "--provider-url",
                                              "http://127.0.0.1:" + std::to_string(provider.port()),
                                              "--state-change-url", provider.states_url()};
        for (const std::string& contract : contracts()) arguments.push_back(contract);
        return testing_support::run_program({.arguments = std::move(arguments)});
    }

    const TemporaryFolder files_;
};

TEST_F(KindsOfContracts, AreAcceptedFromAProviderThatHonoursThem) {
    const AllKinds all = AllKinds::of_peer(versions());
    ASSERT_TRUE(all.record(files_.path()));
    const kinds::ProviderOfKinds honest(true, all);
    const Verdicts verdicts = verify(honest);
    EXPECT_EQ(verdicts.exit_code, 0);
    EXPECT_EQ(verdicts.verified.size(), all.number_of_interactions());
    for (const auto& [description, mismatches] : verdicts.errors)
        ADD_FAILURE() << description << ": " << json::to_text(mismatches);
    expect_no_complaints(honest);
}

TEST_F(KindsOfContracts, AreRefusedAtTheFieldThatAProviderBreaks) {
    const AllKinds all = AllKinds::of_peer(versions());
    ASSERT_TRUE(all.record(files_.path()));
    const kinds::ProviderOfKinds broken(false, all);
    Verdicts verdicts = verify(broken);
    EXPECT_EQ(verdicts.exit_code, 1);
    EXPECT_EQ(verdicts.verified.size(), all.number_of_interactions());
    for (const std::string& description : verdicts.verified) {
        const kinds::Kind& kind = all.find(description);
        const auto& errors = kind.pending ? verdicts.pending_errors : verdicts.errors;
        const auto error = errors.find(description);
        if (error == errors.end()) {
            ADD_FAILURE() << description << " is not refused";
            continue;
        }
        const std::string& place = answer_for(kind, verdicts.labels[description]).at;
        bool found = false;
        for (const json::Value& mismatch : error->second) found = found || is_at(mismatch, place);
        EXPECT_TRUE(found) << description << " is not refused at " << place << ": "
                           << json::to_text(error->second);
    }
    expect_no_complaints(broken);
}

// Rows with a reason. One that the verifier learns loses its reason.
TEST_F(KindsOfContracts, ThatAreBeyondTheReferenceVerifierAreKnown) {
    const AllKinds all = AllKinds::beyond_peer();
    ASSERT_TRUE(all.record(files_.path()));
    const kinds::ProviderOfKinds honest(true, all);
    const Verdicts verdicts = verify(honest);
    EXPECT_EQ(verdicts.verified.size(), all.number_of_interactions());
    for (const std::string& description : verdicts.verified) {
        EXPECT_TRUE(verdicts.errors.contains(description))
            << description << " is accepted now, though " << all.find(description).peer_fault;
    }
    const testing_support::Outcome ours = verify_with_ours(honest);
    EXPECT_EQ(ours.exit_code, 0) << ours.output << ours.errors;
}

TEST_F(KindsOfContracts, AreJudgedTheSameByOurVerifier) {
    const AllKinds all = AllKinds::of_peer(kinds::Versions::all);
    ASSERT_TRUE(all.record(files_.path()));
    const kinds::ProviderOfKinds honest(true, all);
    const testing_support::Outcome accepted = verify_with_ours(honest);
    EXPECT_EQ(accepted.exit_code, 0) << accepted.output << accepted.errors;
    expect_no_complaints(honest);
    const kinds::ProviderOfKinds broken(false, all);
    const testing_support::Outcome refused = verify_with_ours(broken);
    EXPECT_EQ(refused.exit_code, 1);
    EXPECT_EQ(refused.output.find("\n  passed "), std::string::npos) << refused.output;
    expect_no_complaints(broken);
}

}  // namespace
}  // namespace tally
