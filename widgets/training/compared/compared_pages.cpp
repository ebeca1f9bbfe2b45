#include "widgets/training/compared/compared_pages.hpp"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>
#include <utility>

#include "widgets/components/controls.hpp"
#include "widgets/components/sentence_text.hpp"
#include "widgets/components/table_style.hpp"
#include "widgets/components/text.hpp"
#include "widgets/theme/theme_manager.hpp"
#include "widgets/training/compared/class_precisions.hpp"
#include "widgets/training/compared/difference_model.hpp"

namespace priorscope {
namespace {

enum Page { kForm, kClasses, kDifferences, kPages };

QString nameOf(const ComparedSide& side) {
    return QString::fromStdString(side.run->name);
}

QLabel* noteLabel(QWidget* parent) {
    auto* note = new QLabel(parent);
    note->setWordWrap(true);
    note->setProperty("role", "second");
    note->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return note;
}

std::optional<ClassFigures> figuresOf(const std::optional<ComparedSide>& side, EvaluationChoice choice) {
    const EvaluationRow* row = side ? chosenEvaluation(side->evaluations, choice) : nullptr;
    return row == nullptr ? std::nullopt
                          : std::optional(ClassFigures{side->run->spec.classes, row->class_ap_voc07});
}

}  // namespace

ComparedPages::ComparedPages(ThemeManager& themes, QWidget* form, QWidget* parent) : QWidget(parent) {
    m_pages = new SegmentedControl({tr("Options"), tr("AP by class"), tr("Differences")}, this);
    m_pages->setAccessibleName(tr("What is shown of the run"));
    m_pages->setSegmentToolTip(kForm, tr("The options of the run, or of the planned one"));
    m_pages->setSegmentToolTip(kClasses, tr("Average precision of each class, against the baseline's"));
    m_pages->setSegmentToolTip(kDifferences, tr("What the run was told differently from the baseline"));
    connect(m_pages, &SegmentedControl::changed, this, &ComparedPages::showPage);
    m_next = new QAction(tr("Options, AP by class, differences"), this);
    m_next->setShortcut(QKeySequence(Qt::Key_C));
    m_next->setToolTip(tr("Shows the next of them at the right"));
    connect(m_next, &QAction::triggered, this, [this] { showPage((m_stack->currentIndex() + 1) % kPages); });

    m_stack = new QStackedWidget(this);
    m_stack->addWidget(form);
    m_stack->addWidget(buildClasses(themes));
    m_stack->addWidget(buildDifferences());
    auto* head = new QHBoxLayout;
    head->setContentsMargins(Metrics::kMargin, 8, Metrics::kMargin, 8);
    head->addWidget(m_pages);
    head->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(m_stack, 1);
    showClasses();
    showDifferences();
}

QWidget* ComparedPages::buildClasses(ThemeManager& themes) {
    auto* page = new QWidget(this);
    m_order = new QComboBox(page);
    m_order->addItems({tr("lowest first"), tr("largest loss first"), tr("by name")});
    m_order->setToolTip(tr("The order of the classes"));
    m_order->setAccessibleName(m_order->toolTip());
    m_choice = new QComboBox(page);
    m_choice->addItems({tr("best evaluation"), tr("latest evaluation")});
    m_choice->setToolTip(tr("Of each run the evaluation of the highest mAP, or its latest one"));
    m_choice->setAccessibleName(m_choice->toolTip());
    for (QComboBox* box : {m_order, m_choice}) {
        connect(box, &QComboBox::activated, this, &ComparedPages::showClasses);
    }
    m_class_note = noteLabel(page);
    m_classes = new ClassPrecisionModel(this);
    m_dumbbells = new DumbbellDelegate(*m_classes, this);
    m_class_table = new QTableView(page);
    m_class_table->setModel(m_classes);
    setUpTable(*m_class_table);
    m_class_table->setProperty("dense", true);
    m_class_table->setAccessibleName(tr("Average precision by class"));
    m_class_table->setItemDelegateForColumn(ClassPrecisionModel::DumbbellColumn, m_dumbbells);
    auto* figures = new FigureDelegate(m_class_table);
    QHeaderView* head = m_class_table->horizontalHeader();
    head->setMinimumSectionSize(44);
    head->setSectionResizeMode(ClassPrecisionModel::NameColumn, QHeaderView::Stretch);
    head->resizeSection(ClassPrecisionModel::DumbbellColumn, 64);
    for (const int column : {ClassPrecisionModel::FigureColumn, ClassPrecisionModel::ChangeColumn}) {
        m_class_table->setItemDelegateForColumn(column, figures);
        head->resizeSection(column, columnWidth(*m_class_table, column, 50));
    }
    connect(m_class_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        const QModelIndexList rows = m_class_table->selectionModel()->selectedRows();
        Q_EMIT classChosen(rows.isEmpty() ? QString()
                                          : rows.first().data(ClassPrecisionModel::kNameRole).toString());
    });
    const auto follow = [this](const Theme& theme) {
        m_classes->setTheme(theme);
        m_dumbbells->setTheme(theme);
        m_class_table->viewport()->update();
    };
    connect(&themes, &ThemeManager::changed, this, follow);
    follow(themes.theme());

    auto* boxes = new QHBoxLayout;
    boxes->addWidget(m_order, 1);
    boxes->addWidget(m_choice, 1);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(Metrics::kMargin, 0, Metrics::kMargin, 8);
    column->addLayout(boxes);
    column->addWidget(m_class_note);
    column->addWidget(m_class_table, 1);
    column->addStretch(0);
    return page;
}

QWidget* ComparedPages::buildDifferences() {
    auto* page = new QWidget(this);
    m_difference_note = noteLabel(page);
    m_differences = new DifferenceModel(this);
    auto* table = new QTableView(page);
    table->setModel(m_differences);
    setUpTable(*table);
    table->setProperty("dense", true);
    table->setAccessibleName(tr("Differences"));
    table->setTextElideMode(Qt::ElideMiddle);
    QHeaderView* head = table->horizontalHeader();
    head->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    head->setSectionResizeMode(QHeaderView::Stretch);
    head->setSectionResizeMode(DifferenceModel::OptionColumn, QHeaderView::ResizeToContents);
    auto* copy = new QAction(tr("Copy"), table);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    connect(copy, &QAction::triggered, this,
            [this] { QGuiApplication::clipboard()->setText(m_differences->asText()); });
    table->addAction(copy);
    table->setContextMenuPolicy(Qt::ActionsContextMenu);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(Metrics::kMargin, 0, Metrics::kMargin, 8);
    column->addWidget(m_difference_note);
    column->addWidget(table, 1);
    column->addStretch(0);
    m_difference_table = table;
    return page;
}

void ComparedPages::showPage(int page) {
    m_pages->setCurrent(page);
    m_stack->setCurrentIndex(page);
}

void ComparedPages::setRuns(std::optional<ComparedSide> run, std::optional<ComparedSide> baseline) {
    m_run = std::move(run);
    m_baseline = std::move(baseline);
    if (m_run && m_baseline && m_run->run->folder == m_baseline->run->folder) {
        m_baseline.reset();
    }
    showClasses();
    showDifferences();
}

void ComparedPages::showClasses() {
    const auto choice = static_cast<EvaluationChoice>(m_choice->currentIndex());
    const std::optional<ClassFigures> run = figuresOf(m_run, choice);
    const std::optional<Sentence> obstacle =
        m_run && m_baseline ? whyNotComparable(*m_baseline->run, *m_run->run) : std::nullopt;
    std::vector<PairedPrecision> paired;
    QString note;
    if (!m_run) {
        note = tr("Choose a run below to see its classes.");
    } else if (!run) {
        note = tr("%1 has no evaluation yet.").arg(nameOf(*m_run));
    } else if (run->precisions.empty()) {
        note = tr("%1 has kept no figures of its classes.").arg(nameOf(*m_run));
    } else {
        const auto baseline = obstacle ? std::nullopt : figuresOf(m_baseline, choice);
        paired = pairedPrecisions(*run, baseline);
        sortPrecisions(paired, static_cast<PrecisionOrder>(m_order->currentIndex()));
        const EvaluationRow& row = *chosenEvaluation(m_run->evaluations, choice);
        note = tr("AP@0.5 (VOC07) of %1 at step %2").arg(nameOf(*m_run), countText(row.step));
        if (obstacle) {
            note += QLatin1Char('\n') + tr("Not compared: %1.").arg(sentenceText(*obstacle));
        } else if (baseline) {
            note += tr(", rings: %1. One run each: how much a seed changes is not measured.")
                        .arg(nameOf(*m_baseline));
        } else if (m_baseline) {
            note += QLatin1Char('\n') + tr("%1 has no evaluation yet.").arg(nameOf(*m_baseline));
        } else {
            note += QLatin1Char('\n') + tr("Pin a run below (Ctrl+B) to compare with it.");
        }
    }
    m_class_table->setVisible(!paired.empty());
    const QModelIndexList selected = m_class_table->selectionModel()->selectedRows();
    const QString chosen =
        selected.isEmpty() ? QString() : selected.first().data(ClassPrecisionModel::kNameRole).toString();
    m_class_note->setText(note);
    m_classes->setClasses(std::move(paired), m_run ? static_cast<int>(m_run->run->spec.classes.size()) : 0);
    for (int i = 0; i < m_classes->rowCount() && !chosen.isEmpty(); ++i) {
        if (QString::fromStdString(m_classes->at(i).name) == chosen) {
            m_class_table->selectRow(i);
        }
    }
    if (!chosen.isEmpty() && m_class_table->selectionModel()->selectedRows().isEmpty()) {
        Q_EMIT classChosen({});  // a reset tells nobody
    }
}

void ComparedPages::showDifferences() {
    std::vector<OptionDifference> all;
    QString note;
    if (!m_run) {
        note = tr("Choose a run below to compare it.");
    } else if (!m_baseline) {
        note = tr("Pin another run below (Ctrl+B) to see what %1 was told differently.").arg(nameOf(*m_run));
    } else {
        all = optionDifferences(*m_baseline->run, *m_run->run);
        note = all.empty()
                   ? tr("%1 was told the same as %2.").arg(nameOf(*m_run), nameOf(*m_baseline))
                   : tr("Everything in which %1 differs from %2; options that never change a figure are "
                        "left out.")
                         .arg(nameOf(*m_run), nameOf(*m_baseline));
    }
    m_difference_note->setText(note);
    m_difference_table->setVisible(!all.empty());
    m_differences->setDifferences(std::move(all), m_baseline ? nameOf(*m_baseline) : QString(),
                                  m_run ? nameOf(*m_run) : QString());
}

}  // namespace priorscope
