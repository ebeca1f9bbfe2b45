#include <nlohmann/json.hpp>
#include <string>

#include "core/base/options/option_info.hpp"
#include "core/base/text/xml_text.hpp"
#include "core/training/plan/training_option_table.hpp"
#include "core/training/report/run_report_parts.hpp"

namespace priorscope::report {
namespace {

/// Whose values are nobody's recipe: what is trained on, where it is kept, what it is run on.
bool isOfTheRun(const std::string& key) {
    for (const char* each : {"dataset", "split", "val_split", "weights", "seed", "device", "threads",
                             "workers", "negatives", "sampling_weights", "hard_negatives"}) {
        if (key == each) {
            return true;
        }
    }
    return false;
}

/// Files and folders as the names that tell them apart, without the rest of somebody's disk.
std::string shown(const std::string& key, const nlohmann::json& value) {
    const bool is_path = key == "dataset" || key == "weights" || key == "negatives" ||
                         key == "sampling_weights" || key == "hard_negatives";
    const std::string text = optionText(value);
    return xmlText(is_path && !text.empty() ? shortPath(text) : text);
}

}  // namespace

std::string runOptionsPart(const RunPage& page) {
    const TrainingOptions& options = page.run.options;
    TrainingOptions asked;
    asked.steps = options.steps;
    const TrainingOptions own = resolvedOptions(asked, page.run.spec.recipe, page.run.images);
    const auto& table_of_options = trainingOptionTable();
    std::string rows;
    for (const auto& entry : table_of_options.entries()) {
        const std::string& key = entry.info.key;
        const nlohmann::json value = table_of_options.value(options, entry);
        const nlohmann::json usual = table_of_options.value(own, entry);
        const bool is_other = !isOfTheRun(key) && value != usual;
        std::string cells = "<th>" + xmlText(key) + "</th>" + cell(shown(key, value)) +
                            cell(isOfTheRun(key) ? std::string() : shown(key, usual)) +
                            cell(xmlText(entry.info.unit)) + cell(page.said(Sentence(entry.info.help)));
        if (!hasEffect(key, options)) {
            cells += cell(page.said(Core::tr("no effect with the others")));
        } else {
            cells += cell({});
        }
        rows += element("tr", cells, is_other ? "class=\"other\"" : "");
    }
    std::string head;
    for (const Sentence& title : {Core::tr("Option"), Core::tr("This run"), Core::tr("The model's recipe"),
                                  Core::tr("Unit"), Core::tr("Meaning"), Sentence()}) {
        head += "<th>" + page.said(title) + "</th>";
    }
    return heading(page, Core::tr("Options"),
                   Core::tr("Bold: not as the model's own recipe has it for a run of that length.")) +
           table(head, rows);
}

}  // namespace priorscope::report
