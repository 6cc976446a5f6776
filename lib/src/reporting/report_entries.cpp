#include "reporting/report_entries.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "base/text.h"
#include "base/url.h"
#include "reporting/causes.h"
#include "reporting/common_causes.h"
#include "reporting/failure_codes.h"
#include "reporting/remedies.h"
#include "reporting/repeated_differences.h"
#include "reporting/report_sentences.h"
#include "reporting/style.h"

namespace tally::reporting {
namespace {

using namespace verification;
using model::Severity;

constexpr std::size_t kShownDifferences = 10;
constexpr std::size_t kShownOthers = 40;

// Cuts ":12" off the end of `text`.
std::optional<std::size_t> take_number(std::string_view& text) {
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos || colon + 1 == text.size()) return std::nullopt;
    std::size_t number = 0;
    const char* const last = text.data() + text.size();
    const auto [end, problem] = std::from_chars(text.data() + colon + 1, last, number);
    if (problem != std::errc() || end != last || number == 0) return std::nullopt;
    text = text.substr(0, colon);
    return number;
}

std::string difference_lines(const InteractionResult& result) {
    const Causes causes = find_causes(result.mismatches);
    const auto shown = fold_repeated(causes.shown);
    std::string lines;
    std::size_t told = 0;
    for (const auto& each : shown) {
        if (told == kShownDifferences) break;
        ++told;
        lines += label_of(*each.first) + ": " + one_line(each.first->sentence, 400);
        if (each.more > 0)
            lines +=
                " (and " + std::to_string(each.more) + " more like it at " + one_line(each.places, 100) + ")";
        lines += '\n';
    }
    if (shown.size() > told) lines += "and " + text::counted(shown.size() - told, "more difference") + '\n';
    return lines;
}

std::string others_line(const std::vector<Failure>& others) {
    if (others.empty()) return "";
    std::vector<std::string> ids;
    for (const auto& other : others) {
        if (ids.size() == kShownOthers) break;
        ids.push_back(one_line(other.interaction->id, 60));
    }
    std::string line =
        "also: " + text::counted(others.size(), "other interaction") + ": " + text::join(ids, ", ");
    if (others.size() > ids.size()) line += " and " + std::to_string(others.size() - ids.size()) + " more";
    return line + '\n';
}

std::string message_of(const VerificationResult& run, const ToldFailure& failure, const std::string& rerun) {
    const auto& result = *failure.interaction;
    std::string message;
    if (result.pending) message += "pending: " + pending_because(*failure.contract, result) + "\n";
    if (result.flaky) {
        message += flaky_line(*result.flaky) + '\n';
        for (const auto& reason : flaky_reasons(run, *result.flaky)) message += reason + '\n';
    }
    if (result.obstacle) {
        const Error& error = result.obstacle->error;
        message += one_line(error.where.empty() ? error.what : error.where + ": " + error.what, 600) + '\n';
    } else {
        message += difference_lines(result);
    }
    if (result.exchange) message += "request: " + request_line(*result.exchange) + '\n';
    message += others_line(failure.alike);
    for (const auto& remedy : remedies_of(*failure.contract, result)) message += "try: " + remedy + '\n';
    return message + "rerun: " + command_to_rerun(rerun, run.repetition, result);
}

ReportEntry entry_of(const VerificationResult& run, const ToldFailure& failure, const std::string& rerun) {
    const auto& contract = failure.contract->source.contract;
    const auto& result = *failure.interaction;
    const auto& interaction = contract.interactions[result.index];
    ReportEntry entry;
    entry.code = failure_code(result);
    entry.severity = result.pending ? Severity::hint : Severity::error;
    entry.title = std::string(headline_of(result).word) + " " + interaction_title(interaction) + ", " +
                  pair_of(*failure.contract);
    entry.message = message_of(run, failure, rerun);
    entry.place = place_in(result.place.empty() ? failure.contract->source.origin : result.place);
    entry.written = place_in(written_at(contract, interaction));
    entry.inside = result.id;
    entry.fingerprint =
        contract.consumer + "/" + contract.provider + "/" + result.id + "/" + std::string(entry.code);
    return entry;
}

std::string with_remedy(const std::string& what, const std::string& remedy) {
    return remedy.empty() ? what : what + "\ntry: " + remedy;
}

}  // namespace

std::vector<ReportEntry> problem_entries(const VerificationResult& result) {
    std::vector<ReportEntry> entries;
    for (const auto& variant : result.unwitnessed) {
        ReportEntry entry;
        entry.code = codes::kUnwitnessed;
        entry.severity = result.witness_required ? Severity::error : Severity::warning;
        entry.title = "UNWITNESSED " + unwitnessed_line(variant);
        entry.message = with_remedy(unwitnessed_because(result, variant), unwitnessed_remedy(variant));
        entry.inside = variant.id;
        entry.fingerprint = variant.consumer + "/" + variant.description + "/" + variant.variant;
        for (const auto& contract : result.contracts) {
            if (contract.source.contract.consumer == variant.consumer && entry.place.file.empty())
                entry.place = {masked_url(contract.source.origin), 0, 0};
        }
        entries.push_back(std::move(entry));
    }
    for (const auto& failure : result.failures) {
        ReportEntry entry;
        entry.code = codes::kUnreadable;
        entry.title = "UNREADABLE contract";
        entry.message = with_remedy(one_line(failure.what, 800), one_line(failure.remedy, 400));
        entry.place = place_in(failure.where);
        entry.fingerprint = failure.where + "/" + failure.what;
        entries.push_back(std::move(entry));
    }
    if (result.nothing && !result.nothing_is_allowed) {
        ReportEntry entry;
        entry.code = codes::kNothingVerified;
        entry.title = "NOTHING WAS VERIFIED";
        entry.message =
            with_remedy(one_line(result.nothing->sentence, 800), one_line(result.nothing->remedy, 400));
        entry.fingerprint = reason_name(result.nothing->reason);
        entries.push_back(std::move(entry));
    }
    for (const auto& contract : result.contracts) {
        if (contract.publication.state != ResultPublication::State::failed) continue;
        const auto& error = contract.publication.error;
        ReportEntry entry;
        entry.code = codes::kNotPublished;
        entry.title = publication_line(contract);
        entry.message = error ? with_remedy(one_line(error->where + ": " + error->what, 800),
                                            one_line(error->remedy, 400))
                              : entry.title;
        entry.fingerprint = pair_of(contract);
        entries.push_back(std::move(entry));
    }
    return entries;
}

ReportPlace place_in(std::string_view text) {
    if (text.find("://") != std::string_view::npos) return {masked_url(text), 0, 0};
    ReportPlace place;
    const auto last = take_number(text);
    const auto before = last ? take_number(text) : std::nullopt;
    place.line = before ? *before : last.value_or(0);
    place.column = before ? *last : 0;
    place.file = text;
    return place;
}

std::vector<ReportEntry> report_entries(const VerificationResult& result, const EntrySettings& settings) {
    std::vector<ReportEntry> entries;
    for (const auto& failure : told_failures(result)) {
        if (settings.once_per_cause) {
            entries.push_back(entry_of(result, failure, settings.rerun));
            continue;
        }
        entries.push_back(entry_of(result, {failure, {}}, settings.rerun));
        for (const auto& other : failure.alike)
            entries.push_back(entry_of(result, {other, {}}, settings.rerun));
    }
    for (auto& entry : problem_entries(result)) entries.push_back(std::move(entry));
    // Tools show the first few: what breaks the run before what does not
    std::stable_sort(entries.begin(), entries.end(),
                     [](const auto& a, const auto& b) { return a.severity < b.severity; });
    return entries;
}

}  // namespace tally::reporting
