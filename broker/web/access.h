// What a request does with the database: every route says it in the table.
#pragma once

namespace tally::web {

enum class Access {
    read,   // runs on a snapshot, beside writers
    write,  // runs alone, committed when its status is below 400
    own,    // opens transactions by itself, or none; never holds one while it calls out
};

}  // namespace tally::web
