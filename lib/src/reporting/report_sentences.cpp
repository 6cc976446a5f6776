#include "reporting/report_sentences.h"

#include <algorithm>

#include "base/text.h"
#include "base/url.h"
#include "matching/rule_faults.h"
#include "reporting/curl_line.h"
#include "reporting/style.h"

namespace tally::reporting {

using namespace verification;
using matching::Mismatch;
using matching::MismatchKind;

namespace {

// Links to results carry what the broker wants to remember of the run; the result is found without it too.
std::string without_metadata(const std::string& url) {
    const auto start = url.find("/metadata/");
    const auto end = url.find("/verification-results/");
    if (start == std::string::npos || end == std::string::npos || end < start) return url;
    return url.substr(0, start) + url.substr(end);
}

// Broker notices name the outcome they are for: "after_verification:success_true_published_false".
std::string moment_after(const ContractResult& contract) {
    const Totals totals = count(contract);
    const bool success = totals.failed + totals.pending_failed + totals.not_run + totals.pending_not_run == 0;
    const bool published = contract.publication.state == ResultPublication::State::published;
    return std::string("after_verification:success_") + (success ? "true" : "false") + "_published_" +
           (published ? "true" : "false");
}

}  // namespace

std::string pair_of(const ContractResult& contract) {
    return one_line(contract.source.contract.consumer, 80) + " -> " +
           one_line(contract.source.contract.provider, 80);
}

std::string interaction_title(const model::Interaction& interaction) {
    std::string title = in_quotes(interaction.description);
    const auto& states = interaction.provider_states;
    for (std::size_t i = 0; i < states.size() && i < 3; ++i) {
        title += (i == 0 ? " given " : " and ") + in_quotes(states[i].name, 100);
    }
    if (states.size() > 3) title += " and " + std::to_string(states.size() - 3) + " more states";
    return title;
}

std::string written_at(const model::Contract& contract, const model::Interaction& interaction) {
    const json::Value* tally = contract.metadata.find("tally");
    const json::Value* sources = tally == nullptr ? nullptr : tally->find("sources");
    if (sources == nullptr) return "";
    for (const auto& name : {interaction.key, model::short_id(interaction), interaction.description}) {
        const json::Value* source = name.empty() ? nullptr : sources->find(name);
        if (source == nullptr) continue;
        if (source->string() != nullptr) return one_line(*source->string());
        const json::Value* file = source->find("file");
        if (file == nullptr) file = source->find("path");
        const json::Value* line = source->find("line");
        if (file == nullptr || file->string() == nullptr) continue;
        return one_line(*file->string()) + (line == nullptr ? "" : ":" + json::to_text(*line));
    }
    return "";
}

std::vector<std::string> comment_lines(const model::Interaction& interaction) {
    constexpr std::size_t kShown = 20;
    std::vector<std::string> lines;
    const json::Value* text = interaction.comments.find("text");
    if (text != nullptr && text->array() != nullptr) {
        for (const auto& comment : *text->array()) {
            if (lines.size() < kShown && comment.string() != nullptr)
                lines.push_back(one_line(*comment.string(), 300));
        }
    }
    const json::Value* test = interaction.comments.find("testname");
    if (test != nullptr && test->string() != nullptr && !test->string()->empty())
        lines.push_back("from the consumer's test " + one_line(*test->string(), 200));
    return lines;
}

std::string request_line(const Exchange& exchange) {
    return one_line(exchange.request.method, 20) + " " +
           one_line(exchange.origin + masked_target(exchange.request.target), 300);
}

std::string response_line(const Exchange& exchange) {
    const auto& response = exchange.response;
    const std::string phrase(http::reason_phrase(response.status));
    std::string line = std::to_string(response.status) + (phrase.empty() ? "" : " " + phrase) + " in " +
                       span_text(exchange.duration.count());
    if (const std::string* type = response.headers.find("Content-Type")) line += ", " + one_line(*type, 80);
    line += ", " + size_text(exchange.body_bytes);
    if (const std::string* location = response.headers.find("Location")) {
        line += ", redirects to " + one_line(masked_url(*location), 120) + " (not followed)";
    }
    return line;
}

std::string label_of(const Mismatch& mismatch) {
    switch (mismatch.kind) {
        case MismatchKind::status:
            return "status";
        case MismatchKind::header:
            return "header " + one_line(mismatch.location, 60);
        case MismatchKind::metadata:
            return "metadata " + one_line(mismatch.location, 60);
        case MismatchKind::body_type:
            return "body";
        case MismatchKind::body:
            return one_line(mismatch.location, 100);
        default:
            return std::string(matching::kind_name(mismatch.kind));
    }
}

std::string pending_because(const ContractResult& contract, const InteractionResult& result) {
    const auto& broker = contract.source.broker;
    if (contract.source.contract.interactions[result.index].pending)
        return "marked as pending in the contract";
    if (broker && broker->work_in_progress) return "work in progress: the broker offered it early";
    return "no version of this provider has verified it yet";
}

std::vector<std::string> remedies_of(const ContractResult& contract, const InteractionResult& result) {
    if (result.obstacle) {
        const std::string& remedy = result.obstacle->error.remedy;
        return remedy.empty() ? std::vector<std::string>() : std::vector{one_line(remedy, 300)};
    }
    std::vector<std::string> remedies;
    const std::string consumer = one_line(contract.source.contract.consumer, 60);
    if (!result.faulty_rule.empty()) {
        remedies.push_back("correct the rule in the contract at " + one_line(result.faulty_rule, 300) +
                           ", or the test of " + consumer + " that wrote it; the provider cannot satisfy it");
    }
    const bool others = !std::all_of(
        result.mismatches.begin(), result.mismatches.end(),
        [](const auto& mismatch) { return mismatch.follows || matching::blames_the_rule(mismatch); });
    if (result.faulty_rule.empty() || others) {
        remedies.push_back("correct the provider, or agree with " + consumer + " on another contract");
    }
    return remedies;
}

std::string command_to_rerun(const std::string& rerun, const InteractionResult& result) {
    return rerun + " --only " + shell_quoted(one_line(result.id));
}

std::string totals_line(const VerificationResult& result) {
    const Totals totals = count(result);
    std::vector<std::string> parts = {std::to_string(totals.passed) + " passed"};
    const auto add = [&](std::size_t number, const std::string& what) {
        if (number > 0) parts.push_back(std::to_string(number) + " " + what);
    };
    add(totals.failed, "failed");
    add(totals.not_run, "not run");
    add(totals.pending_failed + totals.pending_not_run, "pending (not fatal)");
    add(totals.skipped, "left out");
    add(result.failures.size(), result.failures.size() == 1 ? "contract unreadable" : "contracts unreadable");
    return text::join(parts, ", ");
}

std::string publication_line(const ContractResult& contract) {
    const auto& publication = contract.publication;
    switch (publication.state) {
        case ResultPublication::State::published: {
            const Totals totals = count(contract);
            const bool success = totals.failed + totals.pending_failed == 0;
            return std::string("published as ") + (success ? "successful" : "failed") + ": " +
                   pair_of(contract) + "  " + one_line(without_metadata(publication.url), 300);
        }
        case ResultPublication::State::withheld:
            return "not published: " + pair_of(contract) + ", because " + publication.why;
        case ResultPublication::State::failed:
            return "NOT PUBLISHED: " + pair_of(contract);
        case ResultPublication::State::not_asked:
            break;
    }
    return "";
}

std::vector<std::string> opening_notices(const ContractResult& contract) {
    std::vector<std::string> lines;
    if (!contract.source.broker) return lines;
    for (const auto& notice : contract.source.broker->notices) {
        if (notice.when != "before_verification") continue;
        for (const auto piece : text::split(notice.text, '\n')) lines.push_back(one_line(piece, 400));
    }
    return lines;
}

std::vector<std::string> closing_notices(const ContractResult& contract) {
    std::vector<std::string> lines;
    if (!contract.source.broker) return lines;
    const std::string moment = moment_after(contract);
    for (const auto& notice : contract.source.broker->notices) {
        if (notice.when == moment) lines.push_back(one_line(notice.text, 400));
    }
    return lines;
}

}  // namespace tally::reporting
