#include "api/model_lists.h"

#include <algorithm>
#include <tuple>

#include "base/text.h"

namespace tally::testing_support {

namespace {

bool fits(const Model& model, const Model::Publication& one, const ContractFilter& filter) {
    switch (filter.by) {
        case ContractFilter::By::tag:
            return model.has_tag(one.consumer, one.version, filter.name);
        case ContractFilter::By::untagged:
            return model.tags_of(one.consumer, one.version).empty();
        case ContractFilter::By::branch:
            return model.is_on(one.consumer, one.version, filter.name);
        case ContractFilter::By::main_branch: {
            const auto& main = model.find_pacticipant(one.consumer)->main_branch;
            return main && model.is_on(one.consumer, one.version, *main);
        }
        case ContractFilter::By::any:
            break;
    }
    return true;
}

}  // namespace

Publications listed(const Model& model, const std::string& provider, const std::string& consumer,
                    const ContractFilter& filter) {
    Publications all;
    for (const auto* one : model.current()) {
        if (!provider.empty() && one->provider != provider) continue;
        if (!consumer.empty() && one->consumer != consumer) continue;
        if (fits(model, *one, filter)) all.push_back(one);
    }
    const auto key = [&](const Model::Publication* one) {
        return std::tuple(text::lower(one->consumer), one->consumer, text::lower(one->provider),
                          one->provider, model.position(one->consumer, one->version));
    };
    std::sort(all.begin(), all.end(), [&](const auto* a, const auto* b) { return key(a) < key(b); });
    if (!filter.newest) return all;
    const auto is_of_same_pair = [](const auto* a, const auto* b) {
        return a->consumer == b->consumer && a->provider == b->provider;
    };
    all.erase(all.begin(), std::unique(all.rbegin(), all.rend(), is_of_same_pair).base());
    return all;
}

Publications listed_in_documents(const Model& model, const std::string& provider, const std::string& consumer,
                                 ContractFilter filter) {
    const bool of_heads = filter.newest && filter.is_of_a_branch();
    if (of_heads) filter.newest = false;
    auto all = listed(model, provider, consumer, filter);
    if (of_heads) {
        std::erase_if(all, [&](const auto* one) {
            const auto branch = filter.by == ContractFilter::By::branch
                                    ? filter.name
                                    : *model.find_pacticipant(one->consumer)->main_branch;
            return model.head(one->consumer, branch) != one->version;
        });
    }
    return all;
}

}  // namespace tally::testing_support
