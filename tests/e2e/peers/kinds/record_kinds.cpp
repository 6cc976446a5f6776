#include "e2e/peers/kinds/record_kinds.h"

#include <algorithm>
#include <stdexcept>

#include "base/text.h"
#include "http/httplib_client.h"

namespace tally::kinds {
namespace {

constexpr Version kVersions[] = {
    {Specification::v2, "v2"}, {Specification::v3, "v3"}, {Specification::v4, "v4"}};

std::string description_of(const Kind& kind, const Version& version) {
    return std::string(version.name) + ' ' + kind.name;
}

std::string path_of(const Kind& kind, const Version& version) {
    return '/' + std::string(version.name) + '/' + kind.name;
}

bool is_in(const Kind& kind, const Version& version) {
    return std::count(kind.recorded_as.begin(), kind.recorded_as.end(), version.specification) != 0;
}

std::vector<Specification> versions_with(const Kind& kind) {
    std::vector<Specification> all;
    for (const Version& version : kVersions) {
        if (kind.since <= version.specification) all.push_back(version.specification);
    }
    return all;
}

template <class KindOf>
bool has_any(const std::vector<KindOf>& kinds, const Version& version) {
    return std::any_of(kinds.begin(), kinds.end(), [&](const Kind& kind) { return is_in(kind, version); });
}

std::string problems_of(const Outcome& outcome) {
    return outcome.passed() ? "" : outcome.text() + '\n';
}

Contract contract_of(const std::string& consumer, const Version& version,
                     const std::filesystem::path& folder) {
    Contract contract(consumer + '-' + version.name, "provider");
    contract.specification(version.specification).write_to(folder.string());
    return contract;
}

}  // namespace

AllKinds::AllKinds(bool of_peer, Versions versions) {
    std::size_t turn = 0;
    const auto add = [&](auto& kinds, const auto& some) {
        for (auto kind : some) {
            if (kind.peer_fault.empty() != of_peer) continue;
            kind.recorded_as = versions_with(kind);
            if (versions == Versions::one_each)
                kind.recorded_as = {kind.recorded_as[turn++ % kind.recorded_as.size()]};
            kinds.push_back(std::move(kind));
        }
    };
    for (const auto& some :
         {kinds_of_json(), kinds_of_responses(), kinds_of_requests(), kinds_of_interactions()})
        add(http_, some);
    add(messages_, kinds_of_messages());
    add(exchanges_, kinds_of_exchanges());
}

AllKinds AllKinds::of_peer(Versions versions) {
    return AllKinds(true, versions);
}
AllKinds AllKinds::beyond_peer() {
    return AllKinds(false, Versions::all);
}

testing::AssertionResult AllKinds::record(const std::filesystem::path& folder) const {
    std::string problems;
    for (const Version& version : kVersions) {
        problems += record_http(folder, version);
        Contract contract = contract_of("consumer", version, folder);
        if (version.specification == Specification::v4) {
            problems += record_messages(contract, version);
            problems += record_exchanges(contract, version);
        } else if (version.specification == Specification::v3) {
            // Files of V3 hold either requests or messages.
            Contract messages = contract_of("receiver", version, folder);
            problems += record_messages(messages, version);
        }
    }
    return problems.empty() ? testing::AssertionSuccess() : testing::AssertionFailure() << problems;
}

// In several files: the peer's time for one grows with the square of its interactions.
std::string AllKinds::record_http(const std::filesystem::path& folder, const Version& version) const {
    constexpr std::size_t kInOneFile = 15;
    std::string problems;
    for (std::size_t begin = 0; begin < http_.size(); begin += kInOneFile) {
        const auto first = http_.begin() + static_cast<std::ptrdiff_t>(begin);
        const auto last =
            http_.begin() + static_cast<std::ptrdiff_t>(std::min(begin + kInOneFile, http_.size()));
        const std::vector<HttpKind> some(first, last);
        if (!has_any(some, version)) continue;
        Contract contract = contract_of("consumer-" + std::to_string(begin), version, folder);
        problems += record_some(contract, some, version);
    }
    return problems;
}

std::string AllKinds::record_some(Contract& contract, const std::vector<HttpKind>& some,
                                  const Version& version) {
    for (const HttpKind& kind : some) {
        if (!is_in(kind, version)) continue;
        Interaction interaction = contract.upon_receiving(description_of(kind, version));
        kind.write(interaction, path_of(kind, version));
    }
    const auto send_all = [&](const MockServer& mock) {
        const auto client = http::http_client({});
        for (const HttpKind& kind : some) {
            if (!is_in(kind, version)) continue;
            http::Request request = kind.sent;
            request.target = path_of(kind, version) + (kind.sent.target == "/" ? "" : kind.sent.target);
            const auto response = client->send(mock.url(), request, {});
            if (!response) throw std::runtime_error(kind.name + ": " + response.error().text());
        }
    };
    return problems_of(contract.run(send_all));
}

std::string AllKinds::record_messages(Contract& contract, const Version& version) const {
    if (!has_any(messages_, version)) return "";
    for (const MessageKind& kind : messages_) {
        if (!is_in(kind, version)) continue;
        AsynchronousMessage message = contract.expects_to_receive(description_of(kind, version));
        kind.write(message);
    }
    return problems_of(contract.receive([](const ReceivedMessage&) {}));
}

std::string AllKinds::record_exchanges(Contract& contract, const Version& version) const {
    if (!has_any(exchanges_, version)) return "";
    for (const ExchangeKind& kind : exchanges_) {
        SynchronousMessage message = contract.expects_exchange(description_of(kind, version));
        kind.write(message);
    }
    const auto send = [&](const MessageExchange& exchange) {
        for (const ExchangeKind& kind : exchanges_) {
            // Alternatives have something in brackets behind it.
            if ((exchange.description() + ' ').starts_with(description_of(kind, version) + ' '))
                exchange.send(kind.sent);
        }
    };
    return problems_of(contract.exchange(send));
}

std::size_t AllKinds::number_of_interactions() const {
    std::size_t number = 0;
    for (const Version& version : kVersions) {
        const auto add = [&](const auto& kinds) {
            for (const Kind& kind : kinds) number += is_in(kind, version) ? kind.answers.size() : 0;
        };
        add(http_);
        if (version.specification == Specification::v2) continue;
        add(messages_);
        if (version.specification == Specification::v4) add(exchanges_);
    }
    return number;
}

// "v4 optional (without $.v.b)" is of the kind "optional".
const Kind& AllKinds::find(const std::string& description) const {
    const std::string name(text::split(description, ' ').at(1));
    for (const HttpKind& kind : http_) {
        if (kind.name == name) return kind;
    }
    for (const MessageKind& kind : messages_) {
        if (kind.name == name) return kind;
    }
    for (const ExchangeKind& kind : exchanges_) {
        if (kind.name == name) return kind;
    }
    throw std::runtime_error("there is no kind '" + name + "'");
}

}  // namespace tally::kinds
