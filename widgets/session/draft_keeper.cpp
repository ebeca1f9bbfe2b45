#include "widgets/session/draft_keeper.hpp"

#include <exception>

#include "widgets/components/sentence_text.hpp"
#include "widgets/session/project_store.hpp"
#include "widgets/session/run_document.hpp"

namespace priorscope {

DraftKeeper::DraftKeeper(RunDocument& document, ProjectStore& project, QObject* parent) : QObject(parent) {
    if (const std::string& kept = project.runDraft(); !kept.empty()) {
        try {
            document.restore(QByteArray::fromStdString(kept));
        } catch (const std::exception& error) {
            project.reportUnreadRunDraft(errorText(error));
        }
    }
    connect(&document, &RunDocument::changed, this,
            [&document, &project] { project.keepRunDraft(document.asJson().toStdString()); });
}

}  // namespace priorscope
