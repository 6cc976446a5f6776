#include "conformance/oracle/verifier_check.h"

#include <algorithm>
#include <set>

#include "base/files.h"
#include "conformance/oracle/checks.h"
#include "conformance/oracle/documented_differences.h"
#include "conformance/oracle/members.h"
#include "conformance/oracle/mismatch_places.h"
#include "conformance/oracle/verifier_requests.h"

namespace tally::conformance {
namespace {

// --- the report -------------------------------------------------------------------------------------------

// "Verifying a pact between C and P - d1 [abc]: StatusMismatch 200 404; BodyMismatch $.a", without the words.
std::string complaint(const json::Value& error, Detail detail) {
    const json::Value& problem = member(error, "mismatch");
    std::string told = text_of(error, "interaction") + " [" + text_of(problem, "interactionId") +
                       "]: " + text_of(problem, "type");
    std::set<std::string> places;
    for (const json::Value& mismatch : items_of(problem, "mismatches")) {
        std::string place = place_of_mismatch(mismatch, detail);
        if (text_of(mismatch, "type") == "StatusMismatch") {
            place += ' ' + json::to_text(member(mismatch, "expected")) + ' ' +
                     json::to_text(member(mismatch, "actual"));
        }
        places.insert(std::move(place));
    }
    for (const std::string& place : places) told += "; " + place;
    return told;
}

using Told = std::multiset<std::string>;

Told told(const json::Value& report, Detail detail) {
    Told all;
    for (const char* list : {"errors", "pendingErrors"}) {
        for (const json::Value& error : items_of(report, list))
            all.insert(std::string(list) + ": " + complaint(error, detail));
    }
    return all;
}

std::string listed(const Told& told) {
    std::string text;
    for (const std::string& one : told) text += "\n      " + one;
    return text.empty() ? "\n      nothing" : text;
}

json::Value interactions_in(const json::Value& report) {
    json::Array all;
    for (const json::Value& result : items_of(report, "interactionResults")) {
        json::Object one;
        for (const char* name : {"interactionId", "interactionKey", "description", "result"})
            one.set(name, member(result, name));
        all.push_back(std::move(one));
    }
    return all;
}

Verdict compare_reports(const json::Value& recorded, const json::Value& ours) {
    if (is_true(recorded, "result") != is_true(ours, "result"))
        return compare(is_true(recorded, "result"), is_true(ours, "result"), "successful");
    if (Verdict same = compare(interactions_in(recorded), interactions_in(ours));
        same.outcome != Outcome::holds)
        return same;
    if (told(recorded, Detail::places) == told(ours, Detail::places)) return holds();
    if (told(recorded, Detail::types) == told(ours, Detail::types)) return documented(difference::kPlaces);
    return differs("recorded:" + listed(told(recorded, Detail::places)) +
                   "\n    ours:" + listed(told(ours, Detail::places)));
}

// --- the exit code ----------------------------------------------------------------------------------------

bool has_mismatches(const json::Array& errors) {
    return std::any_of(errors.begin(), errors.end(), [](const json::Value& error) {
        return text_of(member(error, "mismatch"), "type") == "mismatches";
    });
}

// Ours for a recorded run: 1 is a contract that is broken, 3 that nobody could find out, 4 that there was
// nothing to find out.
std::set<int> expected_exit_codes(const json::Value& recorded) {
    const json::Value& code = member(recorded, "exitCode");
    if (code == json::Value(0)) return {0};
    if (code != json::Value(1)) return {2};
    const json::Array& errors = items_of(member(recorded, "report"), "errors");
    if (has_mismatches(errors)) return {1};
    return errors.empty() ? std::set<int>{3, 4} : std::set<int>{3};
}

Verdict compare_exit_codes(const json::Value& recorded, int ours) {
    const std::set<int> expected = expected_exit_codes(recorded);
    if (expected.contains(ours)) return holds();
    return differs("exit code " + std::to_string(*expected.begin()) + " expected (recorded " +
                   json::to_text(member(recorded, "exitCode")) + "), ours " + std::to_string(ours));
}

// --- what we do otherwise on purpose -----------------------------------------------------------------------

bool is_green_without_proof(const json::Value& recorded) {
    const json::Value& report = member(recorded, "report");
    const json::Array& results = items_of(report, "interactionResults");
    const bool any_passed = std::any_of(results.begin(), results.end(), [](const json::Value& result) {
        return text_of(result, "result") == "OK";
    });
    const json::Array& pending = items_of(report, "pendingErrors");
    const bool all_kept_back = !pending.empty() && !any_passed && !has_mismatches(pending);
    return is_true(report, "result") && (results.empty() || all_kept_back);
}

// Of kinds that the file format does not know: the core refuses the whole file.
bool has_unknown_interaction(const json::Value& recorded) {
    const json::Array& interactions = items_of(member(recorded, "pact"), "interactions");
    return std::any_of(interactions.begin(), interactions.end(), [](const json::Value& interaction) {
        const auto type = find_text(interaction, "type");
        return type && *type != "Synchronous/HTTP" && *type != "Asynchronous/Messages" &&
               *type != "Synchronous/Messages";
    });
}

// The core takes contracts behind options only.
bool has_bare_argument(const json::Value& recorded) {
    bool after_option = false;
    for (const json::Value& argument : items_of(recorded, "args")) {
        const bool is_option = argument.string() && argument.string()->starts_with('-');
        if (!is_option && !after_option) return true;
        after_option = is_option;
    }
    return false;
}

// A message that the provider had not: a status beside the interactions that have one.
bool says_a_message_was_refused(const json::Value& recorded, const json::Value& report) {
    const json::Value& contract = member(recorded, "pact");
    std::set<std::string> messages;
    for (const json::Value& interaction : items_of(contract, "interactions")) {
        if (text_of(interaction, "type").ends_with("/Messages"))
            messages.insert(text_of(interaction, "description"));
    }
    for (const json::Value& message : items_of(contract, "messages"))
        messages.insert(text_of(message, "description"));
    for (const json::Value& error : items_of(report, "errors")) {
        const std::string title = text_of(error, "interaction");
        const bool is_message = std::any_of(messages.begin(), messages.end(), [&](const std::string& name) {
            return title.ends_with(" - " + name);
        });
        for (const json::Value& mismatch : items_of(member(error, "mismatch"), "mismatches")) {
            if (is_message && text_of(mismatch, "type") == "StatusMismatch") return true;
        }
    }
    return false;
}

struct MeantDifference {
    std::string_view title;
    bool applies = false;
    std::initializer_list<int> exit_codes;  // ours, one of them
};

}  // namespace

Verdict compare_verifier_run(const json::Value& recorded, const VerifierRun& ours) {
    const MeantDifference meant[] = {
        {difference::kNothingVerified, is_green_without_proof(recorded), {3, 4}},
        {difference::kUnknownInteractions, has_unknown_interaction(recorded), {1, 3}},
        {difference::kBareArguments, has_bare_argument(recorded), {1, 3, 4}},
        {difference::kMessageStatus, says_a_message_was_refused(recorded, ours.report), {1}},
    };
    for (const MeantDifference& one : meant) {
        if (!one.applies) continue;
        const auto& codes = one.exit_codes;
        if (std::find(codes.begin(), codes.end(), ours.exit_code) != codes.end())
            return documented(one.title);
        return differs(std::string(one.title) + ": our exit code is " + std::to_string(ours.exit_code));
    }
    const Verdict asked = compare_requests(recorded, ours.requests);
    if (asked.outcome == Outcome::differs || asked.reason == difference::kRedirects) return asked;
    for (const Verdict& verdict : {compare_exit_codes(recorded, ours.exit_code),
                                   compare_reports(member(recorded, "report"), ours.report)}) {
        if (verdict.outcome != Outcome::holds) return verdict;
    }
    return asked;
}

Verdict check_verifier(const json::Value& recorded, const json::Value&) {
    static const auto provider = RecordingProvider::start();
    if (!provider) return differs(provider.error().text());
    const auto folder = files::TemporaryFolder::create("verifier");
    if (!folder) return differs(folder.error().text());
    const auto contract = write_contract_of(recorded, folder->path());
    if (!contract) return differs(contract.error().text());
    return compare_verifier_run(
        recorded, run_verifier(verifier_arguments(recorded, *contract, **provider), **provider));
}

}  // namespace tally::conformance
