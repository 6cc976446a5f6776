#include "recording/problems.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/text.h"
#include "recording/difference_text.h"
#include "recording/shown_request.h"

namespace tally::recording {
namespace {

Problem problem_at(Place place, ProblemKind kind, std::string text) {
    return Problem{kind, place.file, place.line, std::move(text)};
}

// Kind, location and sentence in columns. Another type of body is said once: its header says it already.
std::string table_of(matching::Mismatches mismatches) {
    std::erase_if(mismatches, [](const matching::Mismatch& mismatch) {
        return mismatch.follows && mismatch.kind == matching::MismatchKind::body_type;
    });
    std::size_t kind_width = 0;
    std::size_t location_width = 0;
    for (const matching::Mismatch& mismatch : mismatches) {
        kind_width = std::max(kind_width, kind_name(mismatch.kind).size());
        location_width = std::max(location_width, mismatch.location.size());
    }
    const auto padded = [](std::string text, std::size_t width) {
        text.resize(std::max(width, text.size()), ' ');
        return text;
    };
    std::string table;
    for (const matching::Mismatch& mismatch : mismatches) {
        table += "  " + padded(std::string(kind_name(mismatch.kind)), kind_width) + "  ";
        if (location_width > 0) table += padded(text::printable(mismatch.location), location_width) + "  ";
        table += text::printable(mismatch.sentence) + '\n';
    }
    return table;
}

Place named_place(const std::vector<std::pair<std::string, Place>>& places, const std::string& name,
                  Place other) {
    for (const auto& [candidate, place] : places) {
        if (text::equals_ignoring_case(candidate, name)) return place;
    }
    return other;
}

// The line that wrote what the first difference is about.
Place place_of(const InteractionPlaces& places, const matching::Mismatches& mismatches) {
    using matching::MismatchKind;
    if (mismatches.empty()) return places.interaction;
    const matching::Mismatch& first = mismatches.front();
    switch (first.kind) {
        case MismatchKind::query:
            return named_place(places.query, first.location, places.request);
        case MismatchKind::header:
        case MismatchKind::metadata:
            return named_place(places.headers, first.location, places.request);
        case MismatchKind::body:
        case MismatchKind::body_type:
            return places.body;
        default:
            return places.request;
    }
}

// Both requests below each other, and what differs between them.
std::string comparison(const model::Contract& contract, const Miss& miss, const NearMiss& near) {
    return "  expected  " + shown_target(contract.interactions[near.interaction].http()->request) +
           "\n  sent      " + shown_target(miss.request) + '\n' + table_of(near.mismatches);
}

// The other interactions that come near, each in one line.
std::string runners_up(const model::Contract& contract, const Miss& miss, std::size_t first) {
    std::string lines;
    for (std::size_t i = first; i < miss.closest.size(); ++i) {
        const NearMiss& near = miss.closest[i];
        const model::Interaction& interaction = contract.interactions[near.interaction];
        lines += "  " + shown_target(interaction.http()->request) + "  " + shown_name(interaction) + ": " +
                 differences_in_short(near.mismatches) + '\n';
    }
    return lines;
}

std::string sent_contents(const Miss& miss) {
    const std::string contents = shown_contents(miss.request, "  ");
    return contents.empty() ? "" : "sent with it\n" + contents;
}

Problem mismatch_problem(const DraftedContract& drafted, const Miss& miss) {
    const NearMiss& near = miss.closest.front();
    std::string text = shown_target(miss.request) + " does not match " +
                       shown_name(drafted.contract.interactions[near.interaction]) + '\n' +
                       comparison(drafted.contract, miss, near) + sent_contents(miss);
    if (const std::string others = runners_up(drafted.contract, miss, 1); !others.empty())
        text += "next are\n" + others;
    return problem_at(place_of(drafted.places[near.interaction], near.mismatches),
                      ProblemKind::request_mismatch, text + what_to_change(near.mismatches));
}

Problem surprise_problem(const DraftedContract& drafted, const Miss& miss, Place place) {
    std::string text = shown_target(miss.request) + " was not expected";
    if (miss.nearest) {
        const NearMiss& near = miss.closest.front();
        text += "; nearest is " + shown_name(drafted.contract.interactions[near.interaction]) + '\n' +
                comparison(drafted.contract, miss, near) + sent_contents(miss);
        if (const std::string others = runners_up(drafted.contract, miss, 1); !others.empty())
            text += "next are\n" + others;
    } else {
        text += ", and nothing like it\n" + sent_contents(miss);
        if (const std::string others = runners_up(drafted.contract, miss, 0); !others.empty())
            text += "the least different are\n" + others;
        const std::size_t total = drafted.contract.interactions.size();
        if (total > miss.closest.size())
            text += "  and " + std::to_string(total - miss.closest.size()) + " more\n";
    }
    return problem_at(place, ProblemKind::unexpected_request, text + what_to_change(miss.mismatches()));
}

}  // namespace

std::vector<Problem> problems_of_draft(const std::vector<Mistake>& mistakes) {
    std::vector<Problem> problems;
    for (const Mistake& mistake : mistakes)
        problems.push_back(problem_at(mistake.place, ProblemKind::invalid_expectation, mistake.text));
    return problems;
}

std::vector<Problem> problems_of_run(const DraftedContract& drafted, const MockReport& report, Place run) {
    std::vector<Problem> problems;
    std::vector<bool> visited = report.exercised;
    for (const Miss& miss : report.misses) {
        if (miss.expected_elsewhere) {
            problems.push_back(mismatch_problem(drafted, miss));
        } else {
            const bool meant = miss.nearest && !report.exercised[*miss.nearest];
            problems.push_back(
                surprise_problem(drafted, miss, meant ? drafted.places[*miss.nearest].request : run));
        }
        if (miss.nearest) visited[*miss.nearest] = true;
    }
    if (report.further_misses > 0) {
        problems.push_back(problem_at(run, ProblemKind::unexpected_request,
                                      text::counted(report.further_misses, "further request") +
                                          " did not match either; correct those above first"));
    }
    for (std::size_t i = 0; i < visited.size(); ++i) {
        if (visited[i]) continue;
        const model::Interaction& interaction = drafted.contract.interactions[i];
        problems.push_back(
            problem_at(drafted.places[i].interaction, ProblemKind::missing_request,
                       shown_name(interaction) + " was never exercised\nexpected was " +
                           shown_target(interaction.http()->request) +
                           "\ncall the client for it inside run(), or remove the interaction"));
    }
    return problems;
}

std::vector<Problem> problems_of_exchange(const model::Interaction& interaction, const InteractionPlaces& places,
                                          const ExchangeReport& report) {
    std::vector<Problem> problems;
    for (const matching::Mismatches& mismatches : report.refused) {
        problems.push_back(problem_at(place_of(places, mismatches), ProblemKind::request_mismatch,
                                      "the request does not match " + shown_name(interaction) + "\n" +
                                          table_of(mismatches) +
                                          "correct the client, or the expectation if it asks for too much"));
    }
    if (report.further_refused > 0)
        problems.push_back(problem_at(places.interaction, ProblemKind::request_mismatch,
                                      text::counted(report.further_refused, "further request") +
                                          " did not match either; correct those above first"));
    if (problems.empty() && !report.answered)
        problems.push_back(problem_at(places.interaction, ProblemKind::missing_request,
                                      shown_name(interaction) +
                                          " was never exercised\ncall send() of the exchange with the request of the "
                                          "client, or remove the interaction"));
    return problems;
}

}  // namespace tally::recording
