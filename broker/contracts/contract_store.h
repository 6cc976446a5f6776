// The tables of contents, publications and integrations.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contracts/content.h"
#include "contracts/contract.h"
#include "storage/database.h"

namespace tally::contracts {

// Which publications; only newest revisions count.
struct ContractFilter {
    enum class By { none, tag, untagged, branch, main_branch };
    std::optional<std::string_view> consumer = std::nullopt;
    std::optional<std::string_view> provider = std::nullopt;
    By by = By::none;
    std::string_view name = {};  // of the tag or branch
    bool newest_per_pair =
        false;  // of each consumer and provider only the one with the newest consumer version
};

// By consumer, provider, then in the order of consumer versions.
std::vector<Contract> list_contracts(storage::Transaction& transaction, const ContractFilter& filter);
// The first of them.
std::optional<Contract> find_newest(storage::Transaction& transaction, ContractFilter filter);

// The contracts of head versions: the head of a branch, or the newest version with a tag, if that very
// version has one.
struct HeadFilter {
    enum class By { main_branch, branch, any_branch, tag, any_tag };
    std::string_view provider = {};  // any by default
    By by = By::main_branch;
    std::string_view name = {};
    std::optional<std::string_view> consumer = std::nullopt;
    std::string_view published_after = {};  // a stored time
};
struct HeadContract {
    Contract contract;
    std::string name;  // of the branch or tag
};
std::vector<HeadContract> list_head_contracts(storage::Transaction& transaction, const HeadFilter& filter);
// The contracts of the versions that are in environments now.
struct PlacedFilter {
    std::string_view provider = {};                              // any by default
    std::optional<std::string_view> environment = std::nullopt;  // its name; any by default
    std::optional<std::string_view> consumer = std::nullopt;
};
struct PlacedContract {
    Contract contract;
    std::string environment;
    bool deployed = false;
    bool supported = false;  // released, and its support has not ended
};
// By consumer, version, environment.
std::vector<PlacedContract> list_placed_contracts(storage::Transaction& transaction,
                                                  const PlacedFilter& filter);

std::optional<Contract> find_contract(storage::Transaction& transaction, std::string_view consumer,
                                      std::string_view provider, std::string_view version);
// Those publications, by their ids.
std::map<std::int64_t, Contract> find_contracts(storage::Transaction& transaction,
                                                const std::vector<std::int64_t>& publication_ids);
// The publication of that content by the newest of `version_ids`, or by the newest version at all when none
// of them has it. Overwritten revisions are found too, after all others.
std::optional<Contract> find_by_content(storage::Transaction& transaction, std::string_view consumer,
                                        std::string_view provider, std::string_view sha,
                                        const std::vector<std::int64_t>& version_ids = {});
// The same pair's contract of the next older version that meets the filter (consumer and provider are taken
// from `contract`).
std::optional<Contract> find_previous(storage::Transaction& transaction, const Contract& contract,
                                      ContractFilter::By by, std::string_view name);
// The nearest older one of the pair with other content.
std::optional<Contract> find_previous_distinct(storage::Transaction& transaction, const Contract& contract);
// All current publications by the newest consumer version first.
std::vector<Contract> list_contracts_of_version(storage::Transaction& transaction, std::int64_t version_id);
std::vector<std::string> list_providers_of_version(storage::Transaction& transaction,
                                                   std::int64_t version_id);

std::string stored_text(storage::Transaction& transaction, std::int64_t content_id);

struct Saved {
    bool content_is_new = false;
    bool was_verified = false;  // a result of the pair was ever stored
};
// Stores the content unless it is known, the publication in place of the revision before, and touches the
// integration. Sets what `publication` lacks: ids, hash and time.
Saved save_publication(storage::Transaction& transaction, Contract& publication, const Content& content,
                       std::string_view now);

enum class Touch { published, verified };
// Keeps that a consumer and a provider have to do with each other.
void touch_integration(storage::Transaction& transaction, std::int64_t consumer_id, std::int64_t provider_id,
                       Touch touch, std::string_view now);
bool was_verified(storage::Transaction& transaction, std::int64_t consumer_id, std::int64_t provider_id);
// All revisions of that version's contract with the provider. The content stays.
void delete_publications(storage::Transaction& transaction, const Contract& contract);
// One that another has overwritten. The content stays.
void delete_revision(storage::Transaction& transaction, std::int64_t publication_id);

// False when a publication or a result has it.
bool delete_unused_content(storage::Transaction& transaction, std::int64_t content_id);

}  // namespace tally::contracts
