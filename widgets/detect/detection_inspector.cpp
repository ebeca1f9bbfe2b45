#include "widgets/detect/detection_inspector.hpp"

#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QTableView>
#include <QVBoxLayout>
#include <utility>

#include "widgets/components/panel.hpp"
#include "widgets/components/table_style.hpp"
#include "widgets/components/text.hpp"
#include "widgets/detect/decision_sections.hpp"
#include "widgets/detect/outcomes.hpp"
#include "widgets/theme/theme_manager.hpp"

namespace priorscope {

DetectionInspector::DetectionInspector(ThemeManager& themes, QWidget* parent) : QWidget(parent) {
    buildTable(themes.theme());
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildHead());
    column->addWidget(hairline(Qt::Horizontal, this));
    column->addWidget(m_table, 1);
    column->addWidget(hairline(Qt::Horizontal, this));
    column->addWidget(buildExplanation(themes.theme()));

    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        explain();
        if (!m_is_selecting) {
            Q_EMIT selectionChanged(selected());
        }
    });
    connect(&themes, &ThemeManager::changed, this, [this](const Theme& theme) {
        m_delegate->setTheme(theme);
        m_sections->setTheme(theme);
        m_table->viewport()->update();
    });
    explain();
}

QWidget* DetectionInspector::buildHead() {
    auto* head = new QWidget(this);
    head->setFixedHeight(Metrics::kFigureStrip);
    m_title = new ElidedLabel(QString(), head);
    m_title->setProperty("role", "heading");
    m_subtitle = new ElidedLabel(QString(), head);
    m_subtitle->setProperty("role", "second");
    auto* head_column = new QVBoxLayout(head);
    head_column->setContentsMargins(Metrics::kMargin, 8, Metrics::kMargin, 8);
    head_column->setSpacing(2);
    head_column->addWidget(m_title);
    head_column->addWidget(m_subtitle);
    return head;
}

void DetectionInspector::buildTable(const Theme& theme) {
    m_model = new DetectionTableModel(this);
    m_delegate = new DetectionDelegate(theme, this);
    m_table = new QTableView(this);
    m_table->setModel(m_model);
    m_table->setItemDelegate(m_delegate);
    setUpTable(*m_table);
    m_table->setProperty("ground", "window");
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(DetectionTableModel::OutcomeColumn, QHeaderView::Fixed);
    m_table->setColumnWidth(DetectionTableModel::OutcomeColumn, 128);
    m_table->setAccessibleName(tr("Detections"));
}

QWidget* DetectionInspector::buildExplanation(const Theme& theme) {
    auto* below = new QWidget(this);
    m_explanation = new QLabel(below);
    m_explanation->setWordWrap(true);
    m_fired_by = new QLabel(below);
    m_fired_by->setWordWrap(true);
    m_fired_by->setProperty("role", "second");
    auto* below_column = new QVBoxLayout(below);
    below_column->setContentsMargins(Metrics::kMargin, 10, Metrics::kMargin, 12);
    below_column->setSpacing(6);
    below_column->addWidget(m_explanation);
    below_column->addWidget(m_fired_by);
    m_sections = new DecisionSections(theme, below);
    below_column->addWidget(m_sections);
    return below;
}

void DetectionInspector::setModel(const QString& title, const QString& subtitle) {
    m_title->setText(title);
    m_subtitle->setText(subtitle);
}

QString DetectionInspector::explanation() const {
    return m_explanation->text();
}

QString DetectionInspector::origin() const {
    return m_fired_by->isHidden() ? QString() : m_fired_by->text();
}

void DetectionInspector::setDetections(std::vector<DetectionRow> rows, const QString& none) {
    m_none = none;
    const int before = selected();
    std::optional<std::pair<int, int>> wanted;
    if (before >= 0) {
        wanted = {m_model->row(before).detection.label, m_model->row(before).detection.prior};
    }
    m_is_selecting = true;
    m_model->setRows(std::move(rows));
    m_is_selecting = false;
    int found = -1;
    for (int i = 0; wanted && i < m_model->rowCount(); ++i) {
        const Detection& detection = m_model->row(i).detection;
        if (detection.label == wanted->first && detection.prior == wanted->second) {
            found = i;
        }
    }
    select(found);
}

void DetectionInspector::select(int row) {
    m_is_selecting = true;
    if (row < 0 || row >= m_model->rowCount()) {
        m_table->clearSelection();
    } else {
        m_table->selectRow(row);
    }
    m_is_selecting = false;
    explain();
}

int DetectionInspector::selected() const {
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? -1 : rows.first().row();
}

void DetectionInspector::setMissedObject(int object) {
    m_missed_object = object;
    explain();
}

void DetectionInspector::explainMissed() {
    const auto object = static_cast<std::size_t>(m_missed_object);
    const bool is_known = m_missed_object >= 0 && object < m_object_names.size() && m_explained;
    m_fired_by->hide();
    if (!is_known || !m_explained->missed(object)) {
        m_sections->showNothing();
        m_explanation->setText(m_model->rowCount() > 0
                                   ? tr("Select a detection, here or in the image, to see its origin.")
                                   : m_none);
        return;
    }
    m_explanation->setText(tr("%1 is not found.").arg(m_object_names[object]));
    m_sections->showMissed(*m_explained, object);
    showOrigin(m_origin.bestFor(object));
}

void DetectionInspector::explain() {
    if (const int row = selected(); row < 0) {
        explainMissed();
    } else {
        explainDetection(row);
    }
    Q_EMIT explanationChanged();
}

void DetectionInspector::addBelow(QWidget* widget) {
    layout()->addWidget(hairline(Qt::Horizontal, this));
    layout()->addWidget(widget);
}

void DetectionInspector::explainDetection(int row) {
    const DetectionRow& shown = m_model->row(row);
    QString text = outcomeMeaning(shown.verdict.outcome);
    const auto object = static_cast<std::size_t>(shown.verdict.object);
    if (shown.verdict.object >= 0 && object < m_object_names.size()) {
        text += u' ' + tr("IoU %1 with %2.").arg(figureText(shown.verdict.iou, 2), m_object_names[object]);
    }
    m_explanation->setText(text);
    showOrigin(m_origin.firedBy(shown.detection.prior, shown.detection.box));
    if (m_explained) {
        m_sections->showDetection(*m_explained, shown.detection, m_object_names);
    } else {
        m_sections->showNothing();
    }
}

void DetectionInspector::showOrigin(const QString& text) {
    m_fired_by->setVisible(!text.isEmpty());
    m_fired_by->setText(text);
}

}  // namespace priorscope
