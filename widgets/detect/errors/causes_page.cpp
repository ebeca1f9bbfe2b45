#include "widgets/detect/errors/causes_page.hpp"

#include <QHBoxLayout>
#include <algorithm>
#include <array>
#include <utility>

#include "widgets/components/panel.hpp"
#include "widgets/components/text.hpp"
#include "widgets/detect/errors/cause_column.hpp"
#include "widgets/detect/errors/cause_list.hpp"
#include "widgets/detect/errors/error_model.hpp"
#include "widgets/detect/split/live_scores.hpp"
#include "widgets/theme/theme_manager.hpp"

namespace priorscope {

CausesPage::CausesPage(const WorkspaceContext& context, QWidget* parent) : QWidget(parent) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    for (const Cause& cause : kCauseList) {
        const QString name = causeName(cause);
        auto* column = new CauseColumn(cause.verdict, name, causeMeaning(cause), context.workbench,
                                       context.themes.theme(), this);
        if (!m_columns.empty()) {
            row->addWidget(hairline(Qt::Vertical, this));
        }
        row->addWidget(column, 1);
        m_columns.push_back(column);
        connect(column->head(), &CauseHead::clicked, this,
                [this, &cause] { Q_EMIT causeChosen(filterOf(cause)); });
        connect(column->gallery(), &ErrorGallery::chosen, this, &CausesPage::chosen);
        connect(&context.themes, &ThemeManager::changed, column, &CauseColumn::setTheme);
    }
}

void CausesPage::setLists(const std::shared_ptr<const LiveCounted>& counted, std::vector<ErrorList> lists) {
    lists.resize(m_columns.size());
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        m_columns[i]->gallery()->errors()->setList(counted, std::move(lists[i]));
    }
}

void CausesPage::setCurrentItem(const std::optional<ErrorItem>& item) {
    for (const CauseColumn* column : m_columns) {
        column->gallery()->setCurrentItem(item);
    }
}

void CausesPage::updatePictures() {
    for (const CauseColumn* column : m_columns) {
        column->gallery()->viewport()->update();
    }
}

void CausesPage::showFigures(const LiveScores& scores) {
    const auto& counted = scores.counted();
    const LiveCosts* costs = scores.costs();
    std::array<std::int64_t, kErrorCauses> counts{};
    for (std::size_t i = 0; counted && i < kErrorCauses; ++i) {
        counts[i] = kCauseList[i].outcome ? counted->counts.total.count(*kCauseList[i].outcome)
                                          : counted->counts.total.missed();
    }
    const std::int64_t most = std::max<std::int64_t>(1, *std::max_element(counts.begin(), counts.end()));
    for (std::size_t i = 0; i < kErrorCauses; ++i) {
        const auto tide = static_cast<std::size_t>(kCauseList[i].tide);
        CauseHead* head = m_columns[i]->head();
        head->setFigures(counted ? std::optional(counts[i]) : std::nullopt,
                         static_cast<double>(counts[i]) / static_cast<double>(most),
                         costs != nullptr ? std::optional(100.0 * costs->tide.delta_ap[tide]) : std::nullopt);
        const QString meaning = causeMeaning(kCauseList[i]);
        head->setToolTip(
            costs == nullptr
                ? meaning
                : tr("%1 ΔAP: what AP (%2) would gain, in points of 100, if these alone were mended, as TIDE "
                     "computes it from every score; TIDE counts %3 of them.")
                      .arg(meaning, figureText(100.0 * costs->tide.ap.value_or(0.0), 1),
                           countText(costs->tide.counts[tide])));
    }
}

}  // namespace priorscope
