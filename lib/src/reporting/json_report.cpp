#include "reporting/json_report.h"

#include <charconv>

#include "base/json.h"
#include "base/secrets.h"
#include "base/text.h"
#include "base/url.h"
#include "reporting/common_causes.h"
#include "reporting/curl_line.h"
#include "reporting/failure_codes.h"
#include "reporting/report_sentences.h"

namespace tally::reporting {

namespace {

using namespace verification;
using json::Array;
using json::Object;
using json::Value;
using matching::Mismatch;
using matching::MismatchKind;

Value number(std::size_t value) {
    return Value(static_cast<std::uint64_t>(value));
}
Value milliseconds(std::chrono::microseconds span) {
    return Value(std::int64_t{(span.count() + 500) / 1000});
}

// Bodies are bytes; a JSON text holds only UTF-8.
Value readable(const std::string& bytes) {
    return text::is_valid_utf8(bytes) ? Value(bytes) : Value(text::printable(bytes));
}

Value readable_body(const std::string& bytes) {
    return readable(masked_json(bytes));
}

std::string masked_expectation(const model::Body& body) {
    const bool is_form = text::contains_ignoring_case(body.content_type, "x-www-form-urlencoded");
    return is_form ? masked_form(body.bytes) : masked_json(body.bytes);
}

Value as_number_if_possible(const std::string& text) {
    int value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    return problem == std::errc() && end == text.data() + text.size() ? Value(value) : Value(text);
}

// One object a kind, with the names and members that existing readers expect.
Value peer_mismatch(const Mismatch& mismatch, const model::Interaction& interaction,
                    const InteractionResult& result) {
    Object object{{"actual", readable(mismatch.actual)},
                  {"expected", readable(mismatch.expected)},
                  {"mismatch", readable(mismatch.sentence)}};
    switch (mismatch.kind) {
        case MismatchKind::method:
            object.set("type", "MethodMismatch");
            break;
        case MismatchKind::path:
            object.set("type", "PathMismatch");
            break;
        case MismatchKind::status:
            object.set("type", "StatusMismatch");
            object.set("expected", as_number_if_possible(mismatch.expected));
            object.set("actual", as_number_if_possible(mismatch.actual));
            break;
        case MismatchKind::query:
            object.set("type", "QueryMismatch");
            object.set("parameter", mismatch.location);
            break;
        case MismatchKind::header:
            object.set("type", "HeaderMismatch");
            object.set("key", mismatch.location);
            break;
        case MismatchKind::metadata:
            object.set("type", "MetadataMismatch");
            object.set("key", mismatch.location);
            break;
        case MismatchKind::body_type:
            object.set("type", "BodyTypeMismatch");
            if (interaction.http() != nullptr) {
                object.set("expectedBody",
                           readable_body(masked_expectation(interaction.http()->response.body)));
            }
            if (result.exchange) object.set("actualBody", readable_body(result.exchange->response.body));
            break;
        case MismatchKind::body:
            object.set("type", "BodyMismatch");
            object.set("path", mismatch.location.empty() ? "$" : mismatch.location);
            break;
    }
    return object;
}

std::string peer_title(const model::Contract& contract, const model::Interaction& interaction) {
    std::string title = "Verifying a pact between " + contract.consumer + " and " + contract.provider;
    for (std::size_t i = 0; i < interaction.provider_states.size(); ++i) {
        title += (i == 0 ? " Given " : " And ") + interaction.provider_states[i].name;
    }
    return title + " - " + interaction.description;
}

Value peer_error(const ContractResult& contract, const InteractionResult& result) {
    const auto& interaction = contract.source.contract.interactions[result.index];
    Object problem{{"interactionId", interaction.broker_id}};
    if (result.obstacle) {
        problem.set("type", "error");
        problem.set("message", result.obstacle->error.text());
    } else {
        problem.set("type", "mismatches");
        Array mismatches;
        for (const auto& mismatch : result.mismatches) {
            mismatches.push_back(peer_mismatch(mismatch, interaction, result));
        }
        problem.set("mismatches", std::move(mismatches));
    }
    return Object{{"interaction", peer_title(contract.source.contract, interaction)},
                  {"mismatch", std::move(problem)}};
}

Value peer_interaction(const ContractResult& contract, const InteractionResult& result) {
    const auto& interaction = contract.source.contract.interactions[result.index];
    Object object;
    if (!interaction.broker_id.empty()) object.set("interactionId", interaction.broker_id);
    if (!interaction.key.empty()) object.set("interactionKey", interaction.key);
    object.set("description", interaction.description);
    object.set("result", result.status == Status::passed ? "OK" : "Error");
    object.set("duration", std::to_string((result.duration.count() + 500) / 1000) + "ms");
    return object;
}

Value error_object(const Error& error) {
    return Object{{"where", error.where}, {"what", error.what}, {"remedy", error.remedy}};
}

Value headers_object(const http::Headers& headers) {
    Array lines;
    for (const auto& header : headers) {
        lines.push_back(
            Array{readable(header.name), readable(masked_header_value(header.name, header.value))});
    }
    return lines;
}

Value exchange_object(const Exchange& exchange) {
    Object request{{"method", exchange.request.method},
                   {"url", exchange.origin + masked_target(exchange.request.target)},
                   {"headers", headers_object(exchange.request.headers)},
                   {"body", readable_body(exchange.request.body)}};
    Object object{{"request", std::move(request)}};
    if (exchange.response.status != 0) {
        object.set("response", Object{{"status", exchange.response.status},
                                      {"headers", headers_object(exchange.response.headers)},
                                      {"body", readable_body(exchange.response.body)},
                                      {"bodyBytes", number(exchange.body_bytes)}});
    }
    object.set("milliseconds", milliseconds(exchange.duration));
    object.set("curl", curl_line(exchange.origin, exchange.request));
    return object;
}

const char* status_word(Status status) {
    switch (status) {
        case Status::passed:
            return "passed";
        case Status::failed:
            return "failed";
        case Status::not_run:
            return "not_run";
        case Status::skipped:
            return "skipped";
    }
    return "";
}

Value flaky_object(const VerificationResult& run, const Flakiness& flaky) {
    Array after, states, differences, reasons;
    for (const auto& id : flaky.only_after) after.push_back(id);
    for (const auto& state : flaky.shared_states) states.push_back(readable(state));
    for (const auto& difference : flaky.differences) {
        const bool secret = is_secret_name(difference.location);
        differences.push_back(Object{{"location", readable(difference.location)},
                                     {"one", secret ? Value("***") : readable_body(difference.one)},
                                     {"other", secret ? Value("***") : readable_body(difference.other)}});
    }
    for (const auto& reason : flaky_reasons(run, flaky)) reasons.push_back(reason);
    return Object{{"runs", number(flaky.runs)},        {"failed", number(flaky.failed)},
                  {"notRun", number(flaky.not_run)},   {"cause", cause_name(flaky.cause)},
                  {"because", std::move(reasons)},     {"onlyAfter", std::move(after)},
                  {"sharedStates", std::move(states)}, {"differences", std::move(differences)}};
}

Value our_interaction(const VerificationResult& run, const ContractResult& contract,
                      const InteractionResult& result) {
    const auto& interaction = contract.source.contract.interactions[result.index];
    Array states;
    for (const auto& state : interaction.provider_states) states.push_back(state.name);
    Object object{{"id", result.id},
                  {"description", interaction.description},
                  {"states", std::move(states)},
                  {"status", status_word(result.status)},
                  {"pending", result.pending}};
    if (!result.skipped_because.empty()) object.set("because", result.skipped_because);
    if (result.status == Status::failed || result.status == Status::not_run)
        object.set("code", failure_code(result));
    if (result.flaky) object.set("flaky", flaky_object(run, *result.flaky));
    if (!result.place.empty()) object.set("place", result.place);
    if (!result.faulty_rule.empty()) object.set("faultyRule", result.faulty_rule);
    if (result.status != Status::skipped) object.set("milliseconds", milliseconds(result.duration));
    if (!result.mismatches.empty()) {
        Array mismatches;
        for (const auto& mismatch : result.mismatches) {
            mismatches.push_back(Object{{"kind", matching::kind_name(mismatch.kind)},
                                        {"location", readable(mismatch.location)},
                                        {"expected", readable(mismatch.expected)},
                                        {"actual", readable(mismatch.actual)},
                                        {"sentence", readable(mismatch.sentence)},
                                        {"rule", readable(mismatch.rule)},
                                        {"follows", mismatch.follows}});
        }
        object.set("mismatches", std::move(mismatches));
    }
    if (result.obstacle) {
        object.set("obstacle", Object{{"kind", obstacle_name(result.obstacle->kind)},
                                      {"error", error_object(result.obstacle->error)}});
    }
    if (result.exchange) object.set("exchange", exchange_object(*result.exchange));
    return object;
}

Value publication_object(const ResultPublication& publication) {
    switch (publication.state) {
        case ResultPublication::State::not_asked:
            return Object{{"state", "not_asked"}};
        case ResultPublication::State::published:
            return Object{{"state", "published"}, {"url", publication.url}};
        case ResultPublication::State::withheld:
            return Object{{"state", "withheld"}, {"because", publication.why}};
        case ResultPublication::State::failed:
            return Object{{"state", "failed"},
                          {"error", publication.error ? error_object(*publication.error) : Value()}};
    }
    return nullptr;
}

Value our_contract(const VerificationResult& run, const ContractResult& contract) {
    Array interactions;
    for (const auto& interaction : contract.interactions)
        interactions.push_back(our_interaction(run, contract, interaction));
    Array warnings;
    for (const auto& warning : contract.source.warnings) {
        warnings.push_back(
            Object{{"where", warning.where}, {"what", warning.what}, {"remedy", warning.remedy}});
    }
    Object object{{"consumer", contract.source.contract.consumer},
                  {"provider", contract.source.contract.provider},
                  {"origin", contract.source.origin},
                  {"warnings", std::move(warnings)},
                  {"interactions", std::move(interactions)},
                  {"publication", publication_object(contract.publication)}};
    if (contract.source.broker) {
        object.set("pending", contract.source.broker->pending);
        object.set("because", contract.source.broker->reason);
    }
    return object;
}

const char* verdict_word(Verdict verdict) {
    switch (verdict) {
        case Verdict::verified:
            return "verified";
        case Verdict::broken:
            return "broken";
        case Verdict::flaky:
            return "flaky";
        case Verdict::could_not_find_out:
            return "could_not_find_out";
        case Verdict::nothing_verified:
            return "nothing_verified";
    }
    return "";
}

// Interactions that stumbled over one thing, a list of identifiers for each.
Array common_causes(const std::vector<ToldFailure>& told) {
    Array causes;
    for (const auto& failure : told) {
        if (failure.alike.empty()) continue;
        Array ids{failure.interaction->id};
        for (const auto& other : failure.alike) ids.push_back(other.interaction->id);
        causes.push_back(
            Object{{"code", failure_code(*failure.interaction)}, {"interactions", std::move(ids)}});
    }
    return causes;
}

Array unwitnessed_list(const VerificationResult& result) {
    Array list;
    for (const auto& variant : result.unwitnessed) {
        list.push_back(Object{{"consumer", readable(variant.consumer)},
                              {"description", readable(variant.description)},
                              {"variant", readable(variant.variant)},
                              {"id", variant.id},
                              {"because", unwitnessed_because(result, variant)}});
    }
    return list;
}

Value ours(const VerificationResult& result, const JsonReportSettings& settings) {
    const Totals totals = count(result);
    Object object{{"version", settings.version},
                  {"provider", result.provider},
                  {"verdict", verdict_word(verdict(result))},
                  {"exitCode", settings.exit_code},
                  {"startedAt", iso_8601_seconds(result.started)},
                  {"milliseconds", milliseconds(result.duration)},
                  {"endedEarly", result.ended_early},
                  {"totals", Object{{"contracts", number(totals.contracts)},
                                    {"passed", number(totals.passed)},
                                    {"failed", number(totals.failed)},
                                    {"flaky", number(totals.flaky)},
                                    {"notRun", number(totals.not_run)},
                                    {"pending", number(totals.pending_failed + totals.pending_not_run)},
                                    {"skipped", number(totals.skipped)}}}};
    Array warnings;
    for (const auto& warning : result.warnings) warnings.push_back(warning);
    Array failures;
    for (const auto& failure : result.failures) failures.push_back(error_object(failure));
    Array contracts;
    for (const auto& contract : result.contracts) contracts.push_back(our_contract(result, contract));
    const auto told = told_failures(result);
    const CauseTotals causes = count_causes(told);
    object.find("totals")->object()->set("causes", number(causes.causes));
    object.find("totals")->object()->set("differences", number(causes.differences));
    object.find("totals")->object()->set("consumers", number(causes.consumers));
    if (result.nothing) {
        object.set("nothing", Object{{"reason", reason_name(result.nothing->reason)},
                                     {"sentence", result.nothing->sentence},
                                     {"remedy", result.nothing->remedy},
                                     {"allowed", result.nothing_is_allowed}});
    }
    const Repetition& repetition = result.repetition;
    Object order{{"repeat", number(repetition.repeat)},
                 {"shuffle", repetition.shuffle},
                 {"jobs", number(repetition.jobs)}};
    if (repetition.shuffle) order.set("seed", repetition.seed);
    object.set("repetition", std::move(order));
    object.set("commonCauses", common_causes(told));
    object.set("unwitnessed", unwitnessed_list(result));
    object.set("witnessRequired", result.witness_required);
    object.set("warnings", std::move(warnings));
    object.set("unreadable", std::move(failures));
    object.set("contracts", std::move(contracts));
    if (settings.strength) object.set("strength", *settings.strength);
    return object;
}

}  // namespace

std::string json_report(const VerificationResult& result, const JsonReportSettings& settings) {
    Array errors, pending_errors, interactions, notices, output;
    for (const auto& failure : result.failures) {
        errors.push_back(Object{
            {"interaction", "Failed to load pact"},
            {"mismatch", Object{{"interactionId", ""}, {"message", failure.text()}, {"type", "error"}}}});
    }
    for (const auto& contract : result.contracts) {
        if (contract.source.broker) {
            for (const auto& notice : contract.source.broker->notices) {
                notices.push_back(Object{{"when", notice.when}, {"text", notice.text}});
            }
        }
        for (const auto& interaction : contract.interactions) {
            if (interaction.status == Status::skipped) continue;
            interactions.push_back(peer_interaction(contract, interaction));
            if (interaction.status == Status::passed) continue;
            (interaction.pending ? pending_errors : errors).push_back(peer_error(contract, interaction));
        }
    }
    for (const auto& line : settings.output) output.push_back(line);

    Object report{{"result", verdict(result) == Verdict::verified}};
    if (result.nothing) {
        report.set("reason", reason_name(result.nothing->reason));
        report.set("reasonText", result.nothing->sentence);
    }
    report.set("errors", std::move(errors));
    report.set("pendingErrors", std::move(pending_errors));
    report.set("interactionResults", std::move(interactions));
    report.set("notices", std::move(notices));
    report.set("output", std::move(output));
    report.set("tally", ours(result, settings));
    return json::to_pretty_text(report) + "\n";
}

}  // namespace tally::reporting
