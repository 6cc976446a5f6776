#include "verification/contract_sources.h"

#include <algorithm>
#include <set>
#include <system_error>
#include <utility>

#include "base/files.h"
#include "base/text.h"
#include "base/url.h"

namespace tally::verification {

namespace {

namespace fs = std::filesystem;

// Collects one contract after the other and sorts out those that are not meant.
class Collector {
  public:
    Collector(const Scope& scope, std::size_t max_bytes, http::Client& client)
        : scope_(scope), max_bytes_(max_bytes), client_(client) {}

    void add_path(const fs::path& path) {
        std::error_code ignored;
        if (fs::is_directory(path, ignored)) {
            add_folder(path);
        } else {
            add_file(path, false);
        }
    }

    void add_folder(const fs::path& folder) {
        place(folder.string());
        auto files = files::list_recursively(folder, ".json");
        if (!files) return fail(files.error());
        for (const auto& file : *files) load_file(file, false);
    }

    void add_file(const fs::path& file, bool any_provider) {
        place(file.string());
        load_file(file, any_provider);
    }

    void add_url(const std::string& text, const http::Headers& headers, const http::RetryPolicy& retries) {
        const std::string shown = masked_url(text);
        place(shown);
        auto url = parse_url(text, "http");
        if (!url) return fail(url.error());
        http::Request request;
        request.target = url->target;
        request.headers = headers;
        request.headers.set("Accept", "application/hal+json, application/json");
        const http::Limits limits = {.deadline = std::chrono::seconds(60), .max_body = max_bytes_};
        auto response =
            http::send_with_retries(client_, url->origin(), request, limits, retries, http::pause_quietly);
        if (!response) {
            Error error = response.error();
            error.where = shown;
            return fail(std::move(error));
        }
        if (response->status < 200 || response->status > 299) {
            const bool denied = response->status == 401 || response->status == 403;
            return fail({denied ? ErrorCode::denied : ErrorCode::not_found, shown,
                         "expected a contract but received HTTP " + std::to_string(response->status),
                         denied ? "pass --token, or --user and --password" : "check the address"});
        }
        std::optional<BrokerCopy> copy;
        if (auto body = json::parse(response->body)) {
            auto found = copy_of(*body);
            if (found.document.link("pb:publish-verification-results")) copy = std::move(found);
        }
        load_text(std::move(response->body), shown, true, std::move(copy));
    }

    void add_broker(const BrokerSource& source, broker_api::BrokerClient& broker) {
        if (!source.webhook_contract_url.empty()) {
            place(broker.shown(source.webhook_contract_url));
            broker_api::OfferedContract asked_for;
            asked_for.href = source.webhook_contract_url;
            return add_broker_contract(asked_for, broker, true);
        }
        place(broker.address());
        auto offers = broker_api::list_contracts_to_verify(broker, source.wanted);
        if (!offers) return fail(offers.error());
        for (const auto& offer : *offers) add_broker_contract(offer, broker, false);
    }

    CollectedContracts take() {
        found_.left_out.providers.assign(other_providers_.begin(), other_providers_.end());
        found_.left_out.consumers.assign(other_consumers_.begin(), other_consumers_.end());
        return std::move(found_);
    }

  private:
    void place(std::string text) { found_.places.push_back(std::move(text)); }
    void fail(Error error) {
        if (error.code == ErrorCode::too_large) {
            error.remedy = "check that it is the right one, or allow more with --max-contract-size";
        }
        found_.failures.push_back(std::move(error));
    }

    // Only the links are kept of a broker's document: the contract itself is in the model.
    static BrokerCopy copy_of(const json::Value& body) {
        BrokerCopy copy;
        json::Object links;
        if (const json::Value* all = body.find("_links")) links.set("_links", *all);
        copy.document.body = std::move(links);
        return copy;
    }

    void add_broker_contract(const broker_api::OfferedContract& offer, broker_api::BrokerClient& broker,
                             bool any_provider) {
        auto document = broker.get(offer.href);
        if (!document) return fail(document.error());
        BrokerCopy copy = copy_of(document->body);
        copy.name = offer.name;
        copy.reason = offer.reason;
        copy.pending = offer.pending;
        copy.work_in_progress = offer.work_in_progress;
        copy.notices = offer.notices;
        // The link ends in a long text that only the broker can read
        const std::string origin = broker.shown(offer.href);
        load_text(std::move(document->text), origin.substr(0, origin.find("/metadata/")), any_provider,
                  std::move(copy));
    }

    void load_file(const fs::path& file, bool any_provider) {
        auto text = files::read(file, max_bytes_);
        if (!text) return fail(text.error());
        load_text(std::move(*text), file.string(), any_provider, std::nullopt);
    }

    void load_text(std::string text, std::string origin, bool any_provider, std::optional<BrokerCopy> copy) {
        auto read = format::read_contract(text, origin);
        if (!read) return fail(read.error());
        model::Contract& contract = read->contract;
        const bool other_provider = !scope_.provider.empty() && contract.provider != scope_.provider;
        if (other_provider && !any_provider) {
            other_providers_.insert(contract.provider);
            ++found_.left_out.contracts;
            return;
        }
        const auto& consumers = scope_.consumers;
        if (!consumers.empty() &&
            std::find(consumers.begin(), consumers.end(), contract.consumer) == consumers.end()) {
            other_consumers_.insert(contract.consumer);
            ++found_.left_out.contracts;
            return;
        }
        if (read->unknown_interactions > 0) {
            // The others are verified, but that is not all the consumer asked for
            fail({ErrorCode::unsupported, origin,
                  text::counted(read->unknown_interactions, "interaction") + " of a kind that is not known",
                  "verify " + std::string(read->unknown_interactions == 1 ? "it" : "them") +
                      " with the tool that knows the kind, or correct 'type' in the contract"});
        }
        found_.contracts.push_back({std::move(origin), std::move(text), std::move(contract),
                                    std::move(read->warnings), std::move(copy), read->unknown_interactions});
    }

    const Scope& scope_;
    std::size_t max_bytes_;
    http::Client& client_;
    CollectedContracts found_;
    std::set<std::string> other_providers_;
    std::set<std::string> other_consumers_;
};

}  // namespace

CollectedContracts collect_contracts(const Sources& sources, const Scope& scope, http::Client& client,
                                     broker_api::BrokerClient* broker) {
    Collector collector(scope, sources.max_contract_bytes, client);
    for (const auto& path : sources.paths) collector.add_path(path);
    for (const auto& file : sources.files) collector.add_file(file, true);
    for (const auto& folder : sources.folders) collector.add_folder(folder);
    for (const auto& url : sources.urls) collector.add_url(url, sources.url_headers, sources.url_retries);
    if (sources.broker && broker != nullptr) collector.add_broker(*sources.broker, *broker);
    return collector.take();
}

}  // namespace tally::verification
