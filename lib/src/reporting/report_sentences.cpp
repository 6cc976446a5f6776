#include "reporting/report_sentences.h"

#include <algorithm>

#include "base/secrets.h"
#include "base/text.h"
#include "base/url.h"
#include "reporting/common_causes.h"
#include "reporting/curl_line.h"
#include "reporting/style.h"

namespace tally::reporting {

using namespace verification;
using matching::Mismatch;
using matching::MismatchKind;

namespace {

constexpr std::size_t kShownDifferences = 4;  // between the answers of a flaky interaction

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
    const bool success =
        totals.failed + totals.flaky + totals.pending_failed + totals.not_run + totals.pending_not_run == 0;
    const bool published = contract.publication.state == ResultPublication::State::published;
    return std::string("after_verification:success_") + (success ? "true" : "false") + "_published_" +
           (published ? "true" : "false");
}

Failure find_by_id(const VerificationResult& run, const std::string& id) {
    for (const auto& contract : run.contracts) {
        for (const auto& interaction : contract.interactions) {
            if (interaction.id == id) return {&contract, &interaction};
        }
    }
    return {};
}

// "delete order" (d41)
std::string name_of_id(const VerificationResult& run, const std::string& id) {
    const Failure found = find_by_id(run, id);
    if (found.interaction == nullptr) return one_line(id, 60);
    const auto& interaction = found.contract->source.contract.interactions[found.interaction->index];
    return in_quotes(interaction.description) + " (" + one_line(id, 60) + ")";
}

std::string value_seen(const std::string& location, const std::string& value) {
    if (value.empty()) return "nothing";
    return is_secret_name(location) ? "***" : one_line(masked_json_inside(value), 80);
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

std::string painted(std::string_view word, Weight weight, const Style& style) {
    switch (weight) {
        case Weight::good:
            return style.good(word);
        case Weight::note:
            return style.faint(word);
        case Weight::warning:
            return style.warning(word);
        case Weight::bad:
            break;
    }
    return style.bad(word);
}

Headline headline_of(const InteractionResult& result) {
    if (result.status == Status::passed) return {"passed", Weight::good};
    if (result.status == Status::skipped) return {"left out", Weight::note};
    if (result.pending) return {"PENDING", Weight::warning};
    if (result.flaky) return {"FLAKY", Weight::bad};
    if (!result.obstacle) return {"FAILED", Weight::bad};
    return {result.obstacle->kind == ObstacleKind::unsupported ? "NOT RUN" : "ENVIRONMENT", Weight::bad};
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

std::string flaky_line(const Flakiness& flaky) {
    const std::string runs = " of " + text::counted(flaky.runs, "run");
    std::vector<std::string> parts;
    if (flaky.failed > 0) parts.push_back("failed in " + std::to_string(flaky.failed) + runs);
    if (flaky.not_run > 0) parts.push_back("could not be run in " + std::to_string(flaky.not_run) + runs);
    return text::join(parts, ", ");
}

std::vector<std::string> flaky_reasons(const VerificationResult& run, const Flakiness& flaky) {
    std::vector<std::string> reasons;
    if (flaky.cause == FlakyCause::order && !flaky.only_after.empty()) {
        std::string reason = "fails only after ";
        for (std::size_t i = 0; i < flaky.only_after.size(); ++i)
            reason += (i == 0 ? "" : " and ") + name_of_id(run, flaky.only_after[i]);
        const bool one = flaky.only_after.size() == 1;
        if (flaky.shared_states.empty()) {
            reason += one ? ", which shares no state with it" : ", which share no state with it";
        } else {
            reason += one ? ", which shares " : ", which share ";
            for (std::size_t i = 0; i < flaky.shared_states.size(); ++i)
                reason += (i == 0 ? "state " : " and ") + in_quotes(flaky.shared_states[i], 100);
        }
        reasons.push_back(std::move(reason));
    }
    for (const auto& difference : flaky.differences) {
        if (reasons.size() == kShownDifferences) {
            reasons.push_back(
                "and " + text::counted(flaky.differences.size() - kShownDifferences + 1, "more difference") +
                " between answers");
            break;
        }
        reasons.push_back("the answers differ from run to run at " + one_line(difference.location, 100) +
                          ": " + value_seen(difference.location, difference.one) + " and " +
                          value_seen(difference.location, difference.other));
    }
    if (reasons.empty())
        reasons.push_back("why is not known: its answers and the order of the runs explain nothing");
    return reasons;
}

std::string unwitnessed_line(const UnwitnessedVariant& variant) {
    return one_line(variant.variant, 200) + ", in " + in_quotes(variant.description) + " of " +
           one_line(variant.consumer, 80);
}

std::string unwitnessed_because(const VerificationResult& run, const UnwitnessedVariant& variant) {
    if (variant.id.empty()) return "the contract has no interaction that shows it";
    const InteractionResult* shows = find_by_id(run, variant.id).interaction;
    const std::string name = "its interaction " + one_line(variant.id, 60);
    if (shows == nullptr) return name + " was not verified";
    if (shows->status == Status::skipped)
        return name + " was left out: " + one_line(shows->skipped_because, 100);
    return name + (shows->status == Status::not_run ? " could not be run" : " did not pass");
}

std::string unwitnessed_remedy(const UnwitnessedVariant& variant) {
    if (variant.id.empty()) {
        return "record the contract of " + one_line(variant.consumer, 60) +
               " again: every variant gets an interaction of its own";
    }
    return "let " + one_line(variant.id, 60) +
           " run and pass, so that somebody has seen the provider answer so";
}

std::string repetition_line(const Repetition& repetition) {
    std::vector<std::string> parts;
    if (repetition.repeat > 1)
        parts.push_back("each interaction " + std::to_string(repetition.repeat) + " times");
    if (repetition.shuffle) parts.push_back("shuffled with seed " + std::to_string(repetition.seed));
    if (repetition.jobs > 1) parts.push_back("up to " + std::to_string(repetition.jobs) + " at a time");
    return text::join(parts, ", ");
}

std::string command_to_rerun(const std::string& rerun, const Repetition& repetition,
                             const InteractionResult& result) {
    // The others are part of how it fails
    const bool needs_the_others = result.flaky && result.flaky->cause != FlakyCause::response;
    if (!needs_the_others) return rerun + " --only " + shell_quoted(one_line(result.id));
    if (!repetition.shuffle || rerun.find(" --seed") != std::string::npos) return rerun;
    return rerun + " --seed " + std::to_string(repetition.seed);
}

std::string totals_line(const VerificationResult& result) {
    const Totals totals = count(result);
    std::vector<std::string> parts = {std::to_string(totals.passed) + " passed"};
    const auto add = [&](std::size_t number, const std::string& what) {
        if (number > 0) parts.push_back(std::to_string(number) + " " + what);
    };
    add(totals.failed, "failed");
    add(totals.flaky, "flaky");
    add(totals.not_run, "not run");
    add(totals.pending_failed + totals.pending_not_run, "pending (not fatal)");
    add(totals.skipped, "left out");
    add(result.failures.size(), result.failures.size() == 1 ? "contract unreadable" : "contracts unreadable");
    return text::join(parts, ", ");
}

std::string causes_line(const VerificationResult& result) {
    const auto failures = told_failures(result);
    const CauseTotals causes = count_causes(failures);
    if (causes.causes == 0 && result.unwitnessed.empty()) return "";
    const Totals totals = count(result);
    std::vector<std::string> parts;
    if (causes.causes > 0) {
        std::string part = text::counted(causes.causes, "cause");
        if (causes.differences > 0) part += ", " + text::counted(causes.differences, "difference");
        parts.push_back(part + ", " + text::counted(causes.consumers, "consumer"));
    }
    const std::size_t pending = totals.pending_failed + totals.pending_not_run;
    if (totals.flaky > 0) parts.push_back(std::to_string(totals.flaky) + " flaky");
    if (pending > 0) parts.push_back(std::to_string(pending) + " pending (not fatal)");
    if (totals.not_run > 0) parts.push_back(text::counted(totals.not_run, "interaction") + " not run");
    if (!result.unwitnessed.empty()) {
        parts.push_back(text::counted(result.unwitnessed.size(), "variant") + " unwitnessed" +
                        (result.witness_required ? "" : " (not fatal)"));
    }
    return text::join(parts, "; ");
}

std::string publication_line(const ContractResult& contract) {
    const auto& publication = contract.publication;
    switch (publication.state) {
        case ResultPublication::State::published: {
            const Totals totals = count(contract);
            const bool success = totals.failed + totals.flaky + totals.pending_failed == 0;
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
