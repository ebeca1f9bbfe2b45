// What the planned run would train on: samples over epochs, beside their options.
#pragma once

#include "widgets/components/panel.hpp"

class QStackedLayout;

namespace priorscope {

class Chip;
class RunDocument;
class SampleGrid;
class SampleService;
class SegmentedControl;
class ThemeManager;
class WholeNumberField;
class Workbench;

class SamplePanel : public Panel {
    Q_OBJECT

  public:
    SamplePanel(Workbench& workbench, RunDocument& draft, ThemeManager& themes, QWidget* parent = nullptr);

    SampleGrid* grid() const { return m_grid; }
    SampleService* service() const { return m_service; }
    SegmentedControl* choice() const { return m_choice; }
    WholeNumberField* epoch() const { return m_epoch; }
    Chip* priorsChip() const { return m_priors; }
    /// Why the grid is empty; empty: it is not, or not yet.
    QString message() const { return m_message->text(); }

  Q_SIGNALS:
    void closeRequested();

  protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

  private:
    void refresh();

    RunDocument& m_draft;
    SampleService* m_service = nullptr;
    SampleGrid* m_grid = nullptr;
    QLabel* m_message = nullptr;
    QStackedLayout* m_pages = nullptr;
    SegmentedControl* m_choice = nullptr;
    WholeNumberField* m_epoch = nullptr;
    Chip* m_boxes = nullptr;
    Chip* m_priors = nullptr;
};

}  // namespace priorscope
