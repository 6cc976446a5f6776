#include "recording/stub_handler.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "generation/generate.h"
#include "matching/match.h"
#include "recording/closeness.h"
#include "recording/expectation_index.h"
#include "recording/miss_line.h"
#include "recording/served_lines.h"
#include "recording/shown_request.h"

namespace tally::recording {
namespace {

constexpr const char* kAllowOrigin = "Access-Control-Allow-Origin";
constexpr const char* kMethods = "GET, HEAD, POST, PUT, DELETE, CONNECT, OPTIONS, TRACE, PATCH";
// What a miss may cost: paths that are compared, and interactions that are.
constexpr std::size_t kMaxComparedPaths = 1000;
constexpr std::size_t kMaxComparedPath = 200;
constexpr std::size_t kMaxCompared = 100;

std::size_t count_causes(const matching::Mismatches& mismatches) {
    return static_cast<std::size_t>(std::count_if(mismatches.begin(), mismatches.end(),
                                                  [](const auto& mismatch) { return !mismatch.follows; }));
}

std::string quoted(const std::string& name) {
    return '"' + text::printable(text::shorten(name, kMaxComparedPath)) + '"';
}

// "*" does not stand for Authorization: browsers want to see it named.
std::string allowed_headers(const http::Request& request) {
    const std::string asked = request.headers.value_or("Access-Control-Request-Headers", "");
    return text::contains_ignoring_case(asked, "authorization") ? "Authorization, *" : "*";
}

}  // namespace

// A contract's HTTP interactions that are on offer, and what of their answers never changes.
struct StubHandler::Served {
    explicit Served(model::Contract offered) : contract(std::move(offered)), index(contract) {
        for (const model::Interaction& interaction : contract.interactions) {
            const model::Response& response = interaction.http()->response;
            prepared.push_back(response.generators.empty()
                                   ? std::optional<http::Response>(generation::to_http(response))
                                   : std::nullopt);
        }
    }
    matching::Settings settings() const { return {.version = contract.version}; }
    const model::Request& request(std::size_t interaction) const {
        return contract.interactions[interaction].http()->request;
    }

    model::Contract contract;
    ExpectationIndex index;
    std::vector<std::optional<http::Response>> prepared;
};

struct StubHandler::Choice {
    const Served* served = nullptr;
    std::size_t interaction = 0;
    std::size_t matches = 0;  // that would have answered too, this one included
};

StubHandler::StubHandler(StubOptions options, Random& random, const Clock& clock)
    : options_(std::move(options)),
      clock_(clock),
      random_(random),
      served_(std::make_shared<const AllServed>()) {}

StubHandler::~StubHandler() = default;

std::size_t StubHandler::serve(std::vector<model::Contract> contracts) {
    auto served = std::make_shared<AllServed>();
    std::size_t count = 0;
    for (model::Contract& contract : contracts) {
        std::erase_if(contract.interactions,
                      [this](const model::Interaction& interaction) { return !is_offered(interaction); });
        count += contract.interactions.size();
        say_what_is_served(contract, "", options_.say);
        served->emplace_back(std::move(contract));
    }
    const std::lock_guard lock(mutex_);
    served_ = std::move(served);
    return count;
}

void StubHandler::set_url(std::string url) {
    const std::lock_guard lock(mutex_);
    url_ = std::move(url);
}

http::Response StubHandler::handle(const http::Request& request) {
    if (options_.answers_preflight && text::equals_ignoring_case(request.method, "OPTIONS"))
        return preflight(request);

    const model::Request received = matching::received(request);
    const std::string* state =
        options_.state_header.empty() ? nullptr : request.headers.find(options_.state_header);
    const auto all = served();
    const Choice choice = choose(*all, received, state);
    http::Response response;
    if (choice.served != nullptr) {
        response = answer(*choice.served, choice.interaction);
        say(log::Level::info,
            shown_target(received) + " -> " + std::to_string(response.status) + " from " +
                shown_name(choice.served->contract.interactions[choice.interaction]) +
                (choice.matches > 1 ? ", the first of " + std::to_string(choice.matches) + " that match"
                                    : ""));
    } else {
        response.status = 404;
        tell_why(*all, received, state);
    }
    if (!response.headers.contains(kAllowOrigin)) response.headers.add(kAllowOrigin, "*");
    return response;
}

bool StubHandler::is_offered(const model::Interaction& interaction) const {
    if (interaction.http() == nullptr) return false;
    if (!options_.provider_state) return true;
    if (interaction.provider_states.empty()) return options_.without_state_too;
    return std::any_of(interaction.provider_states.begin(), interaction.provider_states.end(),
                       [this](const model::ProviderState& state) {
                           return options_.provider_state->found_in(state.name).value_or(false);
                       });
}

bool StubHandler::is_in_state(const model::Interaction& interaction, const std::string* wanted) const {
    if (wanted == nullptr) return true;
    return std::any_of(interaction.provider_states.begin(), interaction.provider_states.end(),
                       [wanted](const model::ProviderState& state) { return state.name == *wanted; });
}

std::shared_ptr<const StubHandler::AllServed> StubHandler::served() const {
    const std::lock_guard lock(mutex_);
    return served_;
}

StubHandler::Choice StubHandler::choose(const AllServed& all, const model::Request& request,
                                        const std::string* state) const {
    Choice choice;
    for (const Served& served : all) {
        for (const std::size_t candidate : served.index.candidates(request.method, request.path)) {
            if (!is_in_state(served.contract.interactions[candidate], state)) continue;
            if (!matching::match_request(served.request(candidate), request, served.settings()).empty())
                continue;
            if (++choice.matches > 1) continue;
            choice.served = &served;
            choice.interaction = candidate;
        }
    }
    return choice;
}

http::Response StubHandler::answer(const Served& served, std::size_t interaction) {
    if (served.prepared[interaction]) return *served.prepared[interaction];
    const std::lock_guard lock(mutex_);
    generation::Context context{.mode = generation::Mode::consumer,
                                .random = random_,
                                .clock = clock_,
                                .provider_state = {},
                                .mock_server_url = url_};
    return generation::to_http(
        generation::generate_response(served.contract.interactions[interaction].http()->response, context));
}

void StubHandler::tell_why(const AllServed& all, const model::Request& request,
                           const std::string* state) const {
    if (!options_.say) return;
    const model::Interaction* nearest = nullptr;
    matching::Mismatches differences;
    std::size_t compared = 0;
    const auto compare = [&](const Served& served, std::size_t candidate) {
        if (compared >= kMaxCompared || !is_in_state(served.contract.interactions[candidate], state)) return;
        ++compared;
        auto mismatches = matching::match_request(served.request(candidate), request, served.settings());
        // Those with rules for their path are candidates of every path
        if (!served.request(candidate).rules.path.empty() && !is_addressed(mismatches)) return;
        if (nearest != nullptr && count_causes(mismatches) >= count_causes(differences)) return;
        nearest = &served.contract.interactions[candidate];
        differences = std::move(mismatches);
    };

    for (const Served& served : all) {
        for (const std::size_t candidate : served.index.candidates(request.method, request.path))
            compare(served, candidate);
    }
    if (nearest == nullptr && request.path.size() <= kMaxComparedPath) {
        std::vector<std::string> paths;
        for (const Served& served : all) {
            for (std::size_t i = 0; i < served.contract.interactions.size(); ++i) {
                const std::string& path = served.request(i).path;
                if (paths.size() < kMaxComparedPaths && path.size() <= kMaxComparedPath &&
                    is_in_state(served.contract.interactions[i], state))
                    paths.push_back(path);
            }
        }
        const std::string path = text::nearest(request.path, paths);
        for (const Served& served : all) {
            for (std::size_t i = 0; !path.empty() && i < served.contract.interactions.size(); ++i) {
                if (served.request(i).path == path) compare(served, i);
            }
        }
    }
    std::string line =
        miss_line(request, nearest, nearest != nullptr && is_addressed(differences), differences);
    if (state != nullptr) line += state_note(all, *state);
    say(log::Level::warn, line + " -> 404");
}

// What a request that names a state has to know beside its own differences.
std::string StubHandler::state_note(const AllServed& all, const std::string& state) const {
    std::vector<std::string> names;
    for (const Served& served : all) {
        for (const model::Interaction& interaction : served.contract.interactions) {
            for (const model::ProviderState& one : interaction.provider_states) {
                if (one.name == state)
                    return "; only interactions in the state " + quoted(state) + " were asked";
                if (names.size() < kMaxComparedPaths && one.name.size() <= kMaxComparedPath)
                    names.push_back(one.name);
            }
        }
    }
    const std::string nearest =
        state.size() <= kMaxComparedPath ? text::nearest(state, names) : std::string();
    return "; no interaction has the state " + quoted(state) +
           (nearest.empty() ? "" : ", the nearest is " + quoted(nearest));
}

http::Response StubHandler::preflight(const http::Request& request) const {
    http::Response response;
    response.headers = {
        {kAllowOrigin, options_.allows_referer ? request.headers.value_or("Referer", "*") : "*"},
        {"Access-Control-Allow-Methods", kMethods},
        {"Access-Control-Allow-Headers", allowed_headers(request)}};
    return response;
}

void StubHandler::say(log::Level level, const std::string& line) const {
    if (options_.say) options_.say(level, line);
}

}  // namespace tally::recording
