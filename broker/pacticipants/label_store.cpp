#include "pacticipants/label_store.h"

#include "pacticipants/pacticipant_store.h"

namespace tally::pacticipants {

using storage::Transaction;

std::optional<Label> find_label(Transaction& transaction, std::int64_t pacticipant_id,
                                std::string_view name) {
    const auto row =
        transaction.first("SELECT name, created_at FROM labels WHERE pacticipant_id = $1 AND name = $2",
                          {pacticipant_id, name});
    return row ? std::optional(Label{row->text(0), row->text(1)}) : std::nullopt;
}

std::vector<Label> list_labels(Transaction& transaction, std::int64_t pacticipant_id) {
    std::vector<Label> all;
    for (const auto& row :
         transaction.query("SELECT name, created_at FROM labels WHERE pacticipant_id = $1 ORDER BY name",
                           {pacticipant_id})) {
        all.push_back({row.text(0), row.text(1)});
    }
    return all;
}

std::vector<std::string> list_label_names(Transaction& transaction) {
    std::vector<std::string> names;
    for (auto& row : transaction.query("SELECT DISTINCT name FROM labels ORDER BY name")) {
        names.push_back(row.take_text(0));
    }
    return names;
}

std::vector<Pacticipant> list_pacticipants_with_label(Transaction& transaction, std::string_view label) {
    std::vector<Pacticipant> all;
    for (const auto& row : transaction.query(
             "SELECT p.name FROM labels l JOIN pacticipants p ON p.id = l.pacticipant_id WHERE l.name = $1 "
             "ORDER BY p.folded_name, p.name",
             {label})) {
        if (auto found = find_pacticipant(transaction, row.text(0))) all.push_back(std::move(*found));
    }
    return all;
}

bool add_label(Transaction& transaction, std::int64_t pacticipant_id, std::string_view name,
               std::string_view now) {
    return transaction.execute(
               "INSERT INTO labels (pacticipant_id, name, created_at) VALUES ($1, $2, $3) "
               "ON CONFLICT (pacticipant_id, name) DO NOTHING",
               {pacticipant_id, name, now}) == 1;
}

bool remove_label(Transaction& transaction, std::int64_t pacticipant_id, std::string_view name) {
    return transaction.execute("DELETE FROM labels WHERE pacticipant_id = $1 AND name = $2",
                               {pacticipant_id, name}) == 1;
}

}  // namespace tally::pacticipants
